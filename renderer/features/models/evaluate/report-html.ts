import type { ChartTable, ChartValue } from '../../../ui/chart/chart-table'

/** A report on one page, for HTML and PDF. */
export interface ReportPage {
  readonly title: string
  /** Sentences below the title: photos, metric, machine. */
  readonly facts: readonly string[]
  readonly tables: readonly { readonly title: string; readonly table: ChartTable }[]
  /** SVG text, made by the window itself. */
  readonly figures: readonly { readonly title: string; readonly svg: string }[]
}

const style = `
body { margin: 32px auto; max-width: 960px; padding: 0 24px; color: #1a1e27; background: #fff; font: 14px/1.5 system-ui, sans-serif; }
h1 { font-size: 24px; } h2 { margin-top: 28px; font-size: 16px; }
table { width: 100%; border-collapse: collapse; font-size: 12px; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 6px; border-bottom: 1px solid #dcdfe6; text-align: left; }
td.number { text-align: right; white-space: nowrap; }
figure { margin: 24px 0; break-inside: avoid; } figcaption { font-weight: 600; } svg { max-width: 100%; height: auto; }
`

/** The report as one HTML document that needs nothing else: no script, no file, no network. */
export function reportHtml({ title, facts, tables, figures }: ReportPage): string {
  return [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style></head><body>`,
    `<h1>${escaped(title)}</h1>`,
    ...facts.map((fact) => `<p>${escaped(fact)}</p>`),
    ...tables.map((part) => `<h2>${escaped(part.title)}</h2>${tableHtml(part.table)}`),
    ...figures.map((figure) => `<figure><figcaption>${escaped(figure.title)}</figcaption>${figure.svg}</figure>`),
    '</body></html>',
  ].join('\n')
}

function tableHtml({ columns, rows }: ChartTable): string {
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('')
  const body = rows.map((row) => `<tr>${row.map((value) => `<td${isNumber(value) ? ' class="number"' : ''}>${escaped(String(value))}</td>`).join('')}</tr>`).join('\n')
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
}

/** A number, or one written for people: with a unit, a sign, or not known. */
function isNumber(value: ChartValue): boolean {
  return typeof value === 'number' || /^[−+–\d]/.test(value)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
