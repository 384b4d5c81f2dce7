import { splitOfPath } from '#core/formats/labels/tree/split-of-path'
import type { DatasetImage } from '#core/model/dataset'
import { splitBroughtAlong } from './split-brought-along'
import type { TunePart } from './split-groups'

/**
 * The split that a data set brought with it in its folders: train and one of val and test at least, each the whole name of a folder. null
 * where the folders say nothing of a split. Photos outside of these folders are null.
 */
export function splitOfFolders(relativePaths: readonly string[]): readonly (TunePart | null)[] | null {
  return splitBroughtAlong(relativePaths.map(partOfFolders))
}

function partOfFolders(relativePath: string): DatasetImage['split'] {
  for (const folder of relativePath.split('/').slice(0, -1).reverse()) {
    const split = /^[a-z]+(?:20\d\d)?$/iu.test(folder) ? splitOfPath(folder) : undefined
    if (split !== undefined) return split
  }
  return undefined
}
