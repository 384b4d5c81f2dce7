import type { Dataset, DatasetImage, DatasetLabel } from '#core/model/dataset'
import type { FormatCapabilities } from './capabilities'
import { fitLabel } from './fit-label'
import { fitMasks } from './fit-masks'

/** Something a format cannot hold, for the person to know before the export. */
export interface Loss {
  /** A sentence part: "cannot hold …" is put in front by the presenter. */
  readonly what: string
  readonly count: number
}

export interface FittedDataset {
  readonly dataset: Dataset
  readonly losses: readonly Loss[]
}

/** Counts what is lost, by its sentence. */
export class LossCounter {
  private readonly counts = new Map<string, number>()

  add(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
  }

  list(): Loss[] {
    return [...this.counts].map(([what, count]) => ({ what, count }))
  }
}

/** What of a data set a format can hold, and what is lost or changed on the way: pure, done before anything is written. */
export function fitDataset(dataset: Dataset, capabilities: FormatCapabilities): FittedDataset {
  const losses = new LossCounter()
  const scores = capabilities.scores === 'of-predictions' ? (dataset.predictions ? 'kept' : 'none') : capabilities.scores
  const images = dataset.images.map((image) => fitImage(image, { ...capabilities, scores }, losses))
  return { dataset: { ...dataset, images }, losses: losses.list() }
}

function fitImage(image: DatasetImage, capabilities: FormatCapabilities, losses: LossCounter): DatasetImage {
  if (image.size === null && capabilities.sizes === 'needed' && image.labels.some((label) => label.shape.kind !== 'tag')) {
    for (const label of image.labels) if (label.shape.kind !== 'tag') losses.add('shapes of photos whose size is not known')
    return { ...image, labels: fitTags(image.labels.filter((label) => label.shape.kind === 'tag'), capabilities, losses) }
  }
  const highestGroup = image.labels.reduce((highest, label) => Math.max(highest, label.group ?? 0), 0)
  const groups = { next: highestGroup + 1 }
  const labels = image.labels.flatMap((label) => fitLabel(label, image.size, capabilities, groups, losses))
  return { ...image, labels: fitTags(fitMasks(labels, image.size, capabilities, losses), capabilities, losses) }
}

/** A photo has a tag once, and in some formats only one. */
function fitTags(labels: readonly DatasetLabel[], capabilities: FormatCapabilities, losses: LossCounter): readonly DatasetLabel[] {
  const tags = new Set<string>()
  return labels.filter((label) => {
    if (label.shape.kind !== 'tag') return true
    const isRepeated = tags.has(label.className)
    const isOneTooMany = capabilities.tags === 'one' && tags.size > 0
    if (isRepeated) losses.add('a tag that a photo has twice')
    else if (isOneTooMany) losses.add('more than one tag per photo (the first is kept)')
    if (isRepeated || isOneTooMany) return false
    tags.add(label.className)
    return true
  })
}
