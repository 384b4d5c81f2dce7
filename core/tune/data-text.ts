import type { TunePhoto } from './tune-photo'

/** One line per photo in order of content, equal for equal photos, labels and split: what the hash of the data is made from. */
export function* dataText(photos: readonly TunePhoto[], classes: readonly string[]): Generator<string> {
  const lines = photos.map(({ contentHash, part, labels }) => `${contentHash} ${part} ${labels.map((label) => labelText(label, classes)).sort().join(' ')}\n`)
  yield* lines.sort()
}

function labelText({ classIndex, geometry }: TunePhoto['labels'][number], classes: readonly string[]): string {
  return JSON.stringify([classes[classIndex], geometry], (_key, value: unknown) => (value instanceof Uint8Array ? Array.from(value).join(',') : value))
}
