import type { LabelFormat } from '#core/formats/labels/label-format'
import { readVia } from './read'
import { sniffVia } from './sniff'
import { viaCapabilities, writeVia } from './write'

export const via: LabelFormat = {
  id: 'via',
  name: 'VIA JSON',
  sniff: sniffVia,
  read: readVia,
  writer: { capabilities: viaCapabilities, write: writeVia },
}
