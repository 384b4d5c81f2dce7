import type { LabelFormat } from '#core/formats/labels/label-format'
import { readCreateMl } from './read'
import { sniffCreateMl } from './sniff'
import { createMlCapabilities, writeCreateMl } from './write'

export const createMl: LabelFormat = {
  id: 'createml',
  name: 'Create ML JSON',
  sniff: sniffCreateMl,
  read: readCreateMl,
  writer: { capabilities: createMlCapabilities, write: writeCreateMl },
}
