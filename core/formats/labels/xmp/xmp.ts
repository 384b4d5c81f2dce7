import type { LabelFormat } from '#core/formats/labels/label-format'
import { readXmp } from './read'
import { sniffXmp } from './sniff'
import { writeXmp, xmpCapabilities } from './write'

export const xmp: LabelFormat = {
  id: 'xmp',
  name: 'XMP keywords',
  sniff: sniffXmp,
  read: readXmp,
  writer: { capabilities: xmpCapabilities, write: writeXmp },
}
