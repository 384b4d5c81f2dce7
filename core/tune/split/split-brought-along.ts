import type { DatasetImage } from '#core/model/dataset'
import type { TunePart } from './split-groups'

const parts = { train: 'train', val: 'validation', test: 'test' } as const

/** The split of photos that came with parts: train and one of val and test at least, else null. Photos without a part are null. */
export function splitBroughtAlong(splits: readonly DatasetImage['split'][]): readonly (TunePart | null)[] | null {
  const found = splits.map((split) => (split === undefined ? null : parts[split]))
  const isSplit = found.includes('train') && (found.includes('validation') || found.includes('test'))
  return isSplit ? found : null
}
