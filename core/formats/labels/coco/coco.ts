import type { LabelFormat } from '#core/formats/labels/label-format'
import { readCoco } from './read'
import { sniffCoco } from './sniff'
import { cocoCapabilities, writeCoco } from './write'

export const coco: LabelFormat = {
  id: 'coco',
  name: 'COCO JSON',
  sniff: sniffCoco,
  read: readCoco,
  writer: { capabilities: cocoCapabilities, write: writeCoco },
}
