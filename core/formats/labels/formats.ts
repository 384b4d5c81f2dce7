import { coco } from './coco/coco'
import { cocoPanoptic } from './coco-panoptic/coco-panoptic'
import { createMl } from './createml/createml'
import { csv } from './csv/csv'
import { cvat } from './cvat/cvat'
import type { LabelFormat } from './label-format'
import { labelMe } from './labelme/labelme'
import { labelStudio } from './label-studio/label-studio'
import { maskPng } from './mask-png/mask-png'
import { via } from './via/via'
import { voc } from './voc/voc'
import { vott } from './vott/vott'
import { xmp } from './xmp/xmp'
import { yoloClassify } from './yolo-classify/yolo-classify'
import { yoloDetect, yoloSegment } from './yolo/yolo'

/** Every exchange format of labels, in the order they are offered. */
export const labelFormats: readonly LabelFormat[] = [
  coco,
  voc,
  yoloDetect,
  yoloSegment,
  yoloClassify,
  maskPng,
  csv,
  labelMe,
  cvat,
  via,
  createMl,
  xmp,
  cocoPanoptic,
  labelStudio,
  vott,
]
