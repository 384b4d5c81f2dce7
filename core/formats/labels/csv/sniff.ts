import type { SniffOutcome } from '#core/formats/labels/label-format'
import { readCsv } from '#core/formats/labels/text/csv-rows'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { filesWhere } from '#core/formats/labels/tree/tree-outline'
import { baseName } from '#core/formats/labels/tree/paths'
import { csvColumns } from './columns'

/** Tables with headings for image and class. */
export function sniffCsv(outline: TreeOutline): SniffOutcome {
  const files = filesWhere(outline, 'text', ({ head }, path) => {
    const [header] = readCsv(head.slice(0, 4096))
    return /\.(?:csv|tsv|txt)$/i.test(path) && baseName(path) !== 'legend.csv' && header !== undefined && header.cells.length > 1 && csvColumns(header.cells) !== null
  })
  return files.length > 0 ? { applicable: true, files } : { applicable: false, reason: 'no table has columns for image and class' }
}
