import type { Inflate } from '#core/formats/images/sniff-result'
import type { Dataset } from '#core/model/dataset'
import type { DatasetDifference } from './dataset-equality'
import { streamDifferences } from './dataset-equality'
import type { LabelFormat } from './label-format'
import type { InputTree } from './tree/input-tree'
import { outlineTree } from './tree/tree-outline'

/**
 * Reads an export again and compares it with what was written, `fitted` as `fitDataset` gave it. Records that the reader
 * refused or changed count as differences. Empty when both are equal. `pause` is called between photos and records. Throws what
 * reading throws.
 */
export async function verifyExport(format: LabelFormat, fitted: Dataset, tree: InputTree, inflate: Inflate, pause: () => Promise<void> = () => Promise.resolve()): Promise<DatasetDifference[]> {
  if (format.read === null) throw new RangeError(`${format.name} is not read`)
  const outline = await outlineTree(tree)
  const sniffed = format.sniff(outline)
  if (!sniffed.applicable) return [{ file: '', what: sniffed.reason }]
  // Sizes of photos stand in the export itself.
  const { dataset, notes } = await format.read({ tree, outline, files: sniffed.files, inflate, photoFacts: () => Promise.resolve(null), pause })
  const refusals = notes.map(({ file, where, reason }) => ({ file, what: `${where}: ${reason}` }))
  const differences = refusals
  for await (const difference of streamDifferences(fitted, dataset, pause)) differences.push(difference)
  return differences
}
