import { FileDown } from 'lucide-react'
import type { RefObject } from 'react'
import { AppError } from '#core/contract/errors'
import { notify, presentError } from '../../../state/notices'
import { saveFile } from '../../../state/save-file'
import { shell } from '../../../state/shell'
import { Button } from '../../../ui/button'
import { chartSvg } from '../../../ui/chart/chart-svg'
import type { ChartTable } from '../../../ui/chart/chart-table'
import { csvText } from '../../../ui/chart/csv-text'
import { Menu, MenuItem } from '../../../ui/menu'
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
  const page = (): string => reportHtml({ title, facts, tables: [{ title: 'Models', table: readable }], figures: figuresIn(charts.current) })
  const savePdf = async (): Promise<void> => {
    const saved = await shell().savePdf(`${title}.pdf`, page())
    if (saved.kind === 'saved') notify(`Saved ${saved.path}`)
    if (saved.kind === 'failed') throw new AppError('cannot-write', 'The file was not saved.', { hint: 'Choose another place.', cause: saved.reason })
  }
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  return (
    <Menu align="end" trigger={<Button icon={<FileDown size={14} />}>Export</Button>}>
      <MenuItem onSelect={() => void saveFile(`${title}.csv`, bytes(csvText(table)))}>Table as CSV…</MenuItem>
      <MenuItem onSelect={() => void saveFile(`${title}.html`, bytes(page()))}>Report as HTML…</MenuItem>
      <MenuItem onSelect={() => void savePdf().catch(presentError)}>Report as PDF…</MenuItem>
    </Menu>
  )
}

function figuresIn(container: HTMLElement | null): readonly { readonly title: string; readonly svg: string }[] {
  return [...(container?.querySelectorAll('figure') ?? [])].flatMap((figure) => {
    const chart = figure.querySelector('[role="img"] svg')
    return chart instanceof SVGSVGElement ? [{ title: figure.querySelector('h3')?.textContent ?? '', svg: chartSvg(chart) }] : []
  })
}
