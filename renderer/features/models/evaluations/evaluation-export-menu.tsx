import { FileDown } from 'lucide-react'
import type { RefObject } from 'react'
import type { EvaluationReport } from '#core/contract/evaluation'
import { notify, presentError } from '../../../state/notices'
import { savePdf } from '../../../state/save-pdf'
import { shell } from '../../../state/shell'
import { Button } from '../../../ui/button'
import { Menu, MenuItem } from '../../../ui/menu'
import { drawnFigures } from '../evaluate/drawn-figures'
import { reportHtml, type ReportPage } from '../evaluate/report-html'
import { useEvaluationCommands } from './queries'

interface EvaluationExportMenuProps {
  readonly report: EvaluationReport
  /** What goes on paper besides the charts. */
  readonly page: Omit<ReportPage, 'figures'>
  /** Holds the charts. */
  readonly charts: RefObject<HTMLElement | null>
}

const files = [
  { kind: 'csv', text: 'Table as CSV…', ending: '.csv' },
  { kind: 'differences-csv', text: 'Differing photos as CSV…', ending: ' differences.csv' },
  { kind: 'html', text: 'Report as HTML…', ending: '.html' },
] as const

/** An evaluation as tables, as a page, or on paper; single charts are saved as pictures from their own corner. */
export function EvaluationExportMenu({ report: { evaluation }, page, charts }: EvaluationExportMenuProps) {
  const { exportTo } = useEvaluationCommands()
  const save = async ({ kind, ending }: (typeof files)[number]): Promise<void> => {
    const path = await shell().chooseReportFile(`${page.title}${ending}`)
    if (path !== null) exportTo.mutate({ evaluationId: evaluation.id, kind, path }, { onSuccess: (saved) => notify(`Saved ${saved.path}`) })
  }
  return (
    <Menu align="end" trigger={<Button icon={<FileDown size={14} />}>Export</Button>}>
      {files.map((file) => (
        <MenuItem key={file.kind} onSelect={() => void save(file).catch(presentError)}>
          {file.text}
        </MenuItem>
      ))}
      <MenuItem onSelect={() => void savePdf(`${page.title}.pdf`, reportHtml({ ...page, figures: drawnFigures(charts.current) }))}>Report as PDF…</MenuItem>
    </Menu>
  )
}
