import type { Dataset, DatasetImage, DatasetLabel } from '#core/model/dataset'
import { lazyImage, type ImageFacts } from '../lazy-image'
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
  const kinds = new Map<DatasetImage, ShapeKinds>()
  let labels = 0
  for (const image of dataset.images) {
    await pause()
    const fitted = fitImage(image, held, losses).labels
    labels += fitted.length
    kinds.set(image, kindSet(fitted))
  }
  const newest = new NewestLabels((image) => fitImage(image, held, new LossCounter()).labels)
  const images = dataset.images.map((image) => lazyImage({ ...factsOf(image), shapeKinds: kinds.get(image) ?? noKinds }, () => newest.of(image)))
  return { dataset: { ...dataset, images }, losses: losses.list(), labels }
}

type ShapeKinds = NonNullable<DatasetImage['shapeKinds']>

const noKinds: ShapeKinds = new Set()
/** A large data set has few different ones. */
const knownSets = new Map<string, ShapeKinds>()

function kindSet(labels: readonly DatasetLabel[]): ShapeKinds {
  const kinds = [...new Set(labels.map(({ shape }) => shape.kind))].sort()
  const key = kinds.join()
  const known = knownSets.get(key) ?? new Set(kinds)
  knownSets.set(key, known)
  return known
}

/** Spreading the image itself would read its labels. */
function factsOf({ file, size, reviewed, split, contentHash }: DatasetImage): ImageFacts {
  return { file, size, reviewed, ...(split === undefined ? {} : { split }), ...(contentHash === undefined ? {} : { contentHash }) }
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
