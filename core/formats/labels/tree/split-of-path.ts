import type { DatasetImage } from '#core/model/dataset'

const words: ReadonlyMap<string, NonNullable<DatasetImage['split']>> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['val', 'val'],
  ['valid', 'val'],
  ['validation', 'val'],
  ['test', 'test'],
  ['testing', 'test'],
])

/** The part of a data set that a path or name speaks of, e.g. val for "annotations/instances_val2017.json". */
export function splitOfPath(path: string): DatasetImage['split'] {
  for (const part of path.toLowerCase().split('/').reverse()) {
    for (const word of part.split(/[^a-z]+/)) {
      const split = words.get(word)
      if (split !== undefined) return split
    }
  }
  return undefined
}
