import type { LabelFormat } from '#core/formats/labels/label-format'
import { readCvat } from './read'
import { sniffCvat } from './sniff'
import { cvatCapabilities, writeCvat } from './write'

export const cvat: LabelFormat = {
  id: 'cvat',
  name: 'CVAT XML for images',
  sniff: sniffCvat,
  read: readCvat,
  writer: { capabilities: cvatCapabilities, write: writeCvat },
}
