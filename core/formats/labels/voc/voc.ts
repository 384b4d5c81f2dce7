import type { LabelFormat } from '#core/formats/labels/label-format'
import { readVoc } from './read'
import { sniffVoc } from './sniff'
import { vocCapabilities, writeVoc } from './write'

export const voc: LabelFormat = {
  id: 'voc',
  name: 'Pascal VOC',
  sniff: sniffVoc,
  read: readVoc,
  writer: { capabilities: vocCapabilities, write: writeVoc },
}
