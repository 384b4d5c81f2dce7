import { FileDown } from 'lucide-react'
import type { RefObject } from 'react'
import { saveFile } from '../../../state/save-file'
import { savePdf } from '../../../state/save-pdf'
import { Button } from '../../../ui/button'
import type { ChartTable } from '../../../ui/chart/chart-table'
import { csvText } from '../../../ui/chart/csv-text'
import { Menu, MenuItem } from '../../../ui/menu'
import { drawnFigures } from './drawn-figures'
import { reportHtml } from './report-html'

interface ExportMenuProps {
  readonly title: string
  readonly facts: readonly string[]
  /** Numbers for programs. */
  readonly table: ChartTable
  /** The same for people. */
  readonly readable: ChartTable
  /** Holds the charts that go into the report. */
  readonly charts: RefObject<HTMLElement | null>
}

/** The comparison as a table, as a page, or on paper; single charts are saved as pictures from their own corner. */
export function ExportMenu({ title, facts, table, readable, charts }: ExportMenuProps) {
  const page = (): string => reportHtml({ title, facts, tables: [{ title: 'Models', table: readable }], figures: drawnFigures(charts.current) })
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  return (
    <Menu align="end" trigger={<Button icon={<FileDown size={14} />}>Export</Button>}>
      <MenuItem onSelect={() => void saveFile(`${title}.csv`, bytes(csvText(table)))}>Table as CSV…</MenuItem>
      <MenuItem onSelect={() => void saveFile(`${title}.html`, bytes(page()))}>Report as HTML…</MenuItem>
      <MenuItem onSelect={() => void savePdf(`${title}.pdf`, page())}>Report as PDF…</MenuItem>
    </Menu>
  )
}
