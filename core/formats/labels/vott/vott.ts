import type { LabelFormat } from '#core/formats/labels/label-format'
import { readVott } from './read'
import { sniffVott } from './sniff'

export const vott: LabelFormat = {
  id: 'vott',
  name: 'VoTT JSON',
  sniff: sniffVott,
  read: readVott,
  writer: null,
}
