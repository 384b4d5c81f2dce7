import type { LabelFormat } from '#core/formats/labels/label-format'
import { readLabelMe } from './read'
import { sniffLabelMe } from './sniff'
import { labelMeCapabilities, writeLabelMe } from './write'

export const labelMe: LabelFormat = {
  id: 'labelme',
  name: 'LabelMe JSON',
  sniff: sniffLabelMe,
  read: readLabelMe,
  writer: { capabilities: labelMeCapabilities, write: writeLabelMe },
}
