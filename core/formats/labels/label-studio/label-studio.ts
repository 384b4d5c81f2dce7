import type { LabelFormat } from '#core/formats/labels/label-format'
import { readLabelStudio } from './read'
import { sniffLabelStudio } from './sniff'

export const labelStudio: LabelFormat = {
  id: 'label-studio',
  name: 'Label Studio JSON',
  sniff: sniffLabelStudio,
  read: readLabelStudio,
  writer: null,
}
