import type { LabelFormat, PhotoFacts } from '#core/formats/labels/label-format'
import { treePhotoFacts } from '#core/formats/labels/tree-photo-facts'
import { outlineTree, type TreeOutline } from '#core/formats/labels/tree/tree-outline'
import type { Dataset, ImportNote } from '#core/model/dataset'
import { inflateWithin } from '../../runtime/decode/read-photo'
import type { OpenedTree } from './files/open-input-tree'
import { formatsOf, type FoundFormat } from './find-format'

export interface ReadLabels {
  readonly format: LabelFormat
  /** What was read, for people. */
  readonly formatName: string
  /** Other formats that the contents could be. */
  readonly otherFormats: readonly LabelFormat[]
  readonly dataset: Dataset
  readonly notes: readonly ImportNote[]
}

/**
 * Reads labels of the format the contents speak for, or of the one asked for. `libraryFacts` tells of photos that do not lie
 * beside the labels. Throws `bad-input` when there are no labels, `cannot-read`.
 */
export async function readLabels(
  { tree, notes }: OpenedTree,
  formatId: string | undefined,
  libraryFacts: (file: string) => PhotoFacts | null,
): Promise<ReadLabels> {
  const outline = await outlineTree(tree)
  const [found, ...others] = formatsOf(outline, formatId)
  const factsInTree = treePhotoFacts(tree, inflateWithin)
  const { dataset, notes: readNotes, readAs } = await found.format.read({
    tree,
    outline,
    files: found.files,
    inflate: inflateWithin,
    photoFacts: async (file) => (await factsInTree(file)) ?? libraryFacts(file),
  })
  return {
    format: found.format,
    formatName: readAs ?? found.format.name,
    otherFormats: others.filter(({ format }) => format.read !== found.format.read).map(({ format }) => format),
    dataset,
    notes: [...notes, ...unclaimed(outline, [found, ...others]), ...readNotes],
  }
}

/** Files that look like labels and that no format knows. */
function unclaimed(outline: TreeOutline, found: readonly FoundFormat[]): ImportNote[] {
  const claimed = new Set(found.flatMap(({ files }) => files))
  const notes: ImportNote[] = []
  for (const [file, { kind }] of outline) {
    // The statement beside an export of ours belongs to it.
    const isLabelLike = (kind === 'json' || kind === 'xml') && !file.endsWith('.manifest')
    if (isLabelLike && !claimed.has(file)) {
      notes.push({ level: 'refused', file, where: '', reason: 'it is no label file of these formats' })
    }
  }
  return notes
}
