import { splitOfPath } from '#core/formats/labels/tree/split-of-path'
import type { TunePart } from './split-groups'

const parts = { train: 'train', val: 'validation', test: 'test' } as const

/**
 * The split that a data set brought with it in its folders: train and one of val and test at least, each the whole name of a folder. null
 * where the folders say nothing of a split. Photos outside of these folders are null.
 */
export function splitOfFolders(relativePaths: readonly string[]): readonly (TunePart | null)[] | null {
  const found = relativePaths.map(partOfFolders)
  const isSplit = found.includes('train') && (found.includes('validation') || found.includes('test'))
  return isSplit ? found : null
}

function partOfFolders(relativePath: string): TunePart | null {
  for (const folder of relativePath.split('/').slice(0, -1).reverse()) {
    const split = /^[a-z]+(?:20\d\d)?$/iu.test(folder) ? splitOfPath(folder) : undefined
    if (split !== undefined) return parts[split]
  }
  return null
}
