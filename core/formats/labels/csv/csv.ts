import type { LabelFormat } from '#core/formats/labels/label-format'
import { readLabelCsv } from './read'
import { sniffCsv } from './sniff'
import { csvCapabilities, writeCsv } from './write'

export const csv: LabelFormat = {
  id: 'csv',
  name: 'CSV table',
  sniff: sniffCsv,
  read: readLabelCsv,
  writer: { capabilities: csvCapabilities, write: writeCsv },
}
