import type { DatasetImage, DatasetLabel } from '#core/model/dataset'

/** All of an image but its labels. */
export type ImageFacts = Omit<DatasetImage, 'labels'>

/** An image whose labels are worked out each time they are asked for, so that a large data set need not be held. Spreading it would hold them. */
export function lazyImage({ file, size, reviewed, split, contentHash, shapeKinds }: ImageFacts, labels: () => readonly DatasetLabel[]): DatasetImage {
  return {
    file,
    size,
    reviewed,
    ...(split === undefined ? {} : { split }),
    ...(contentHash === undefined ? {} : { contentHash }),
    ...(shapeKinds === undefined ? {} : { shapeKinds }),
    get labels() {
      return labels()
    },
  }
}
