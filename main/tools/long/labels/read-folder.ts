import { labelFormats } from '#core/formats/labels/formats'
import type { LabelFormat, ReadOutcome } from '#core/formats/labels/label-format'
import { treePhotoFacts } from '#core/formats/labels/tree-photo-facts'
import type { InputTree } from '#core/formats/labels/tree/input-tree'
import { outlineTree } from '#core/formats/labels/tree/tree-outline'
import { inflate } from './host-platform'

export function formatOf(id: string): LabelFormat {
  const format = labelFormats.find((candidate) => candidate.id === id)
  if (format === undefined) throw new Error(`there is no format ${id}`)
  return format
}

/** Reads a tree in one format, told from its contents. Throws when the format does not apply. */
export async function readTree(format: LabelFormat, tree: InputTree): Promise<ReadOutcome> {
  const outline = await outlineTree(tree)
  const sniffed = format.sniff(outline)
  if (!sniffed.applicable) throw new Error(`${format.id} does not apply: ${sniffed.reason}`)
  if (format.read === null) throw new Error(`${format.id} is not read`)
  return format.read({ tree, outline, files: sniffed.files, inflate, photoFacts: treePhotoFacts(tree, inflate) })
}
