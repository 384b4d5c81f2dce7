import type { LabelFormat } from '#core/formats/labels/label-format'
import { readYoloClassify } from './read'
import { sniffYoloClassify } from './sniff'
import { writeYoloClassify, yoloClassifyCapabilities } from './write'

export const yoloClassify: LabelFormat = {
  id: 'yolo-classify',
  name: 'YOLO class folders',
  sniff: sniffYoloClassify,
  read: readYoloClassify,
  writer: { capabilities: yoloClassifyCapabilities, write: writeYoloClassify },
}
