import type { LabelFormat } from '#core/formats/labels/label-format'
import { readMaskPng } from './read'
import { sniffMaskPng } from './sniff'
import { maskPngCapabilities, writeMaskPng } from './write'

export const maskPng: LabelFormat = {
  id: 'mask-png',
  name: 'Mask pictures',
  sniff: sniffMaskPng,
  read: readMaskPng,
  writer: { capabilities: maskPngCapabilities, write: writeMaskPng },
}
