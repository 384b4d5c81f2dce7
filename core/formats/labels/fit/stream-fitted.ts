import type { Dataset, DatasetImage, DatasetLabel } from '#core/model/dataset'
import { lazyImage } from '../lazy-image'
import type { FormatCapabilities } from './capabilities'
import { fitImage, LossCounter, ofDataset, type FittedDataset } from './fit-dataset'

/** As `fitDataset` gives it, with the number of labels that are left. */
export interface StreamedDataset extends FittedDataset {
  readonly labels: number
}

/**
 * As `fitDataset`, but goes through the labels once to count what is lost and holds none of them: each photo is fitted again when its
 * labels are asked for. `pause` is called before each photo.
 */
export async function streamFitted(dataset: Dataset, capabilities: FormatCapabilities, pause: () => Promise<void> | void): Promise<StreamedDataset> {
  const held = ofDataset(dataset, capabilities)
  const losses = new LossCounter()
  let labels = 0
  for (const image of dataset.images) {
    await pause()
    labels += fitImage(image, held, losses).labels.length
  }
  const newest = new NewestLabels((image) => fitImage(image, held, new LossCounter()).labels)
  const images = dataset.images.map((image) => lazyImage(image, () => newest.of(image)))
  return { dataset: { ...dataset, images }, losses: losses.list(), labels }
}

/** Writers ask for the labels of one photo several times in a row. */
class NewestLabels {
  private image: DatasetImage | null = null
  private labels: readonly DatasetLabel[] = []

  constructor(private readonly read: (image: DatasetImage) => readonly DatasetLabel[]) {}

  of(image: DatasetImage): readonly DatasetLabel[] {
    if (this.image !== image) {
      this.labels = this.read(image)
      this.image = image
    }
    return this.labels
  }
}
