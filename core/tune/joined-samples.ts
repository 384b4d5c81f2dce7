import type { Sample } from './trainable-head'
import type { SampleSource } from './training-source'

/** A source and samples in memory behind it. */
export function joinedSamples<Target>(first: SampleSource<Target>, more: readonly Sample<Target>[]): SampleSource<Target> {
  return {
    count: first.count + more.length,
    read: async (indexes) => {
      const stored = await first.read(indexes.filter((index) => index < first.count))
      let next = 0
      return indexes.flatMap((index) => (index < first.count ? (stored[next++] ?? []) : (more[index - first.count] ?? [])))
    },
  }
}
