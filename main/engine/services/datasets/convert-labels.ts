import { resolve } from 'node:path'
import type { ExportOrder } from '#core/contract/datasets'
import { turnDataset } from '#core/formats/labels/turn-dataset'
import { treePhotoFacts } from '#core/formats/labels/tree-photo-facts'
import type { PhotoFacts } from '#core/formats/labels/label-format'
import { frameSize } from '#core/formats/labels/shapes/turn-shape'
import type { Dataset, ImportNote, PixelFrame } from '#core/model/dataset'
import { inflateWithin } from '../../runtime/decode/read-photo'
import { writeExport, type WrittenExport } from './export/write-export'
import { openInputTree } from './files/open-input-tree'
import { writableFormat } from './find-format'
import { readLabels } from './read-labels'

export interface ConvertOrder extends Pick<ExportOrder, 'photos' | 'target'> {
  readonly paths: readonly string[]
  /** Told from the contents when left out. */
  readonly fromFormatId: string | undefined
  readonly toFormatId: string
  /** That of the files when left out. Photos that do not lie beside the labels are taken to be stored upright. */
  readonly frame: PixelFrame | undefined
  /** Called before each file; throws when the work is to stop. */
  beforeFile(writtenFiles: number): Promise<void>
}

export interface ConvertedLabels extends WrittenExport {
  readonly fromFormatId: string
  readonly toFormatId: string
  readonly path: string
  readonly frame: PixelFrame
  readonly predictions: boolean
  readonly images: number
  readonly notes: readonly ImportNote[]
}

/** Reads labels of one format and writes them in another, without a project. Throws as `readLabels` and `writeExport` do. */
export async function convertLabels(order: ConvertOrder): Promise<ConvertedLabels> {
  const format = writableFormat(order.toFormatId)
  const opened = await openInputTree(order.paths)
  const read = await readLabels(opened, order.fromFormatId, () => null)
  const facts = await factsOfImages(read.dataset, treePhotoFacts(opened.tree, inflateWithin))
  const sized = withSizes(read.dataset, facts)
  const dataset = order.frame === undefined ? sized : turnDataset(sized, order.frame, (file) => facts.get(file) ?? null)
  const photos = new Set(opened.tree.paths)
  const target = { ...order.target, path: resolve(order.target.path) }
  const written = await writeExport({
    format,
    dataset,
    photos: order.photos,
    target,
    openPhoto: (file) => Promise.resolve(photos.has(file) ? opened.tree.chunks(file) : null),
    beforeFile: order.beforeFile,
  })
  return {
    ...written,
    fromFormatId: read.format.id,
    toFormatId: format.id,
    path: target.path,
    frame: dataset.frame,
    predictions: dataset.predictions,
    images: dataset.images.length,
    notes: read.notes,
  }
}

async function factsOfImages({ images }: Dataset, factsOf: (file: string) => Promise<PhotoFacts | null>): Promise<ReadonlyMap<string, PhotoFacts>> {
  const known = new Map<string, PhotoFacts>()
  for (const { file } of images) {
    const facts = await factsOf(file)
    if (facts !== null) known.set(file, facts)
  }
  return known
}

/** Formats that give no size are read from, and formats that need one are written to. */
function withSizes(dataset: Dataset, facts: ReadonlyMap<string, PhotoFacts>): Dataset {
  const images = dataset.images.map((image) => {
    const known = facts.get(image.file)
    return image.size === null && known !== undefined ? { ...image, size: frameSize(known, dataset.frame) } : image
  })
  return { ...dataset, images }
}
