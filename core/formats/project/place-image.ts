import type { PhotoFacts } from '#core/formats/labels/label-format'
import { RecordError } from '#core/formats/labels/record-error'
import { checkShape } from '#core/formats/labels/shapes/check-shape'
import { frameSize, turnShape } from '#core/formats/labels/shapes/turn-shape'
import type { DatasetImage, DatasetLabel, PixelFrame } from '#core/model/dataset'
import type { DatasetNote } from '#core/model/dataset-reports'
import type { SizePx } from '#core/model/photo'

export interface PlacedImage {
  /** In upright pixels of the photo, inside it. */
  readonly labels: readonly DatasetLabel[]
  readonly notes: readonly DatasetNote[]
}

/**
 * The labels of an image on the photo it means. An image that states the size of the other pixel frame is taken to be in
 * that one; one that states another size altogether keeps its tags only.
 */
export function placeImage(image: DatasetImage, frame: PixelFrame, photo: PhotoFacts): PlacedImage {
  const notes: DatasetNote[] = []
  const meant = frameMeant(image.size, frame, photo)
  if (meant === null) {
    notes.push({ level: 'refused', file: image.file, where: 'size', reason: sizeSentence(image, photo) })
    return { labels: image.labels.filter(({ shape }) => shape.kind === 'tag'), notes }
  }
  if (meant !== frame) notes.push({ level: 'changed', file: image.file, where: 'size', reason: turnedSentences[meant] })
  const size = frameSize(photo, 'upright')
  const labels = image.labels.flatMap((label, index): DatasetLabel[] => {
    const where = `label ${index + 1} (${label.className})`
    try {
      const { shape, change } = checkShape(meant === 'raw' ? turnShape(label.shape, 'upright', photo) : label.shape, size)
      if (change !== null) notes.push({ level: 'changed', file: image.file, where, reason: change })
      return [{ ...label, shape }]
    } catch (error) {
      if (!(error instanceof RecordError)) throw error
      notes.push({ level: 'refused', file: image.file, where, reason: error.message })
      return []
    }
  })
  return { labels, notes }
}

const turnedSentences: Readonly<Record<PixelFrame, string>> = {
  raw: 'the size is that of the photo as it is stored: the labels were turned upright with it',
  upright: 'the size is that of the upright photo: the labels were taken as upright',
}

function frameMeant(size: SizePx | null, stated: PixelFrame, photo: PhotoFacts): PixelFrame | null {
  if (size === null || isSame(size, frameSize(photo, stated))) return stated
  const other = stated === 'raw' ? 'upright' : 'raw'
  return isSame(size, frameSize(photo, other)) ? other : null
}

function isSame(a: SizePx, b: SizePx): boolean {
  return a.width === b.width && a.height === b.height
}

function sizeSentence({ size, labels }: DatasetImage, photo: PhotoFacts): string {
  const { width, height } = frameSize(photo, 'upright')
  const shapes = labels.filter(({ shape }) => shape.kind !== 'tag').length
  return `the labels are for a photo of ${size?.width ?? 0} x ${size?.height ?? 0}, this one has ${width} x ${height}: ${shapes} shapes were left out`
}
