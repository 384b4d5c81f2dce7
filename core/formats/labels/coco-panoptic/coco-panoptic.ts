import type { LabelFormat } from '#core/formats/labels/label-format'
import { readCocoPanoptic } from './read'
import { sniffCocoPanoptic } from './sniff'

export const cocoPanoptic: LabelFormat = {
  id: 'coco-panoptic',
  name: 'COCO panoptic',
  sniff: sniffCocoPanoptic,
  read: readCocoPanoptic,
  writer: null,
}
