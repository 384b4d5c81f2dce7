import type { Dataset, PixelFrame } from '#core/model/dataset'
import type { PhotoFacts } from './label-format'
import { lazyImage } from './lazy-image'
import { frameSize, turnShape } from './shapes/turn-shape'

/**
 * The data set with all coordinates in another pixel frame. Images without facts are taken to be stored upright;
 * a data set already in the frame is given back as it is. Labels are turned when they are asked for.
 */
export function turnDataset(dataset: Dataset, frame: PixelFrame, factsOf: (file: string) => PhotoFacts | null): Dataset {
  if (dataset.frame === frame) return dataset
  const images = dataset.images.map((image) => {
    const facts = factsOf(image.file)
    if (facts === null || facts.orientation === 1) return image
    const { file, reviewed, split, contentHash } = image
    const known = { file, size: frameSize(facts, frame), reviewed, ...(split === undefined ? {} : { split }), ...(contentHash === undefined ? {} : { contentHash }) }
    return lazyImage(known, () => image.labels.map((label) => ({ ...label, shape: turnShape(label.shape, frame, facts) })))
  })
  return { ...dataset, frame, images }
}
