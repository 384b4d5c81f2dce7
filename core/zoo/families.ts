import type { FamilyId } from '#core/model/model-card'
import { deeplabv3MobilenetV2 } from '#core/zoo/deeplabv3-mobilenet-v2'
import type { Family } from '#core/zoo/family'
import { imageClassifier, probabilityClassifier } from '#core/zoo/generic/image-classifiers'
import { classMapSegmenter, imageSegmenter } from '#core/zoo/generic/image-segmenters'
import { anchorDetector, boxDetector, pickedDetector } from '#core/zoo/generic/object-detectors'
import { mobilenetV2 } from '#core/zoo/mobilenet-v2'
import { ssdliteMobilenetV2 } from '#core/zoo/ssdlite-mobilenet-v2'

/** Every model family by its id. */
export const families: Readonly<Record<FamilyId, Family>> = {
  'mobilenet-v2': mobilenetV2,
  'ssdlite-mobilenet-v2': ssdliteMobilenetV2,
  'deeplabv3-mobilenet-v2': deeplabv3MobilenetV2,
  'image-classifier': imageClassifier,
  'probability-classifier': probabilityClassifier,
  'anchor-detector': anchorDetector,
  'box-detector': boxDetector,
  'picked-detector': pickedDetector,
  'image-segmenter': imageSegmenter,
  'class-map-segmenter': classMapSegmenter,
}
