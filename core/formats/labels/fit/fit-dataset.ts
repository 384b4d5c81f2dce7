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
  const held = ofDataset(dataset, capabilities)
  const images = dataset.images.map((image) => fitImage(image, held, losses))
  return { dataset: { ...dataset, images }, losses: losses.list() }
}

/** What formats hold of predictions alone, settled. */
export function ofDataset({ predictions }: Pick<Dataset, 'predictions'>, capabilities: FormatCapabilities): FormatCapabilities {
  const scores = capabilities.scores === 'of-predictions' ? (predictions ? 'kept' : 'none') : capabilities.scores
  return { ...capabilities, scores }
}

/** One image of `fitDataset`; `capabilities` as `ofDataset` gives them. */
export function fitImage(image: DatasetImage, capabilities: FormatCapabilities, losses: LossCounter): DatasetImage {
  // Asked for once: reading them may be work.
  const { labels: given, ...facts } = image
  if (facts.size === null && capabilities.sizes === 'needed' && given.some((label) => label.shape.kind !== 'tag')) {
    for (const label of given) if (label.shape.kind !== 'tag') losses.add('shapes of photos whose size is not known')
    return { ...facts, labels: fitTags(given.filter((label) => label.shape.kind === 'tag'), capabilities, losses) }
  }
  const highestGroup = given.reduce((highest, label) => Math.max(highest, label.group ?? 0), 0)
  const groups = { next: highestGroup + 1 }
  const labels = given.flatMap((label) => fitLabel(label, facts.size, capabilities, groups, losses))
  return { ...facts, labels: fitTags(fitMasks(labels, facts.size, capabilities, losses), capabilities, losses) }
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
