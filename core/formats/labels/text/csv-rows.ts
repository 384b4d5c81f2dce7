/** One row with the line it begins on. */
export interface CsvRow {
  readonly cells: readonly string[]
  readonly line: number
}

/** Rows of comma, semicolon or tab separated text (RFC 4180), the separator told by the first line. Blank lines are left out. */
export function readCsv(text: string): CsvRow[] {
  const separator = separatorOf(text)
  const rows: CsvRow[] = []
  let cells: string[] = []
  let cell = ''
  let isQuoted = false
  let line = 1
  let firstLine = 1
  const endRow = (): void => {
    cells.push(cell)
    if (cells.length > 1 || cell !== '') rows.push({ cells, line: firstLine })
    cells = []
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === '\n') line++
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') {
        cell += '"'
        at++
      } else isQuoted = false
    } else if (character === '"' && cell === '') isQuoted = true
    else if (character === separator) {
      cells.push(cell)
      cell = ''
    } else if (character === '\n') {
      endRow()
      firstLine = line
    } else if (character !== '\r') cell += character
  }
  if (cell !== '' || cells.length > 0) endRow()
  return rows
}

function separatorOf(text: string): string {
  const end = text.indexOf('\n')
  const first = end < 0 ? text : text.slice(0, end)
  return [',', ';', '\t'].reduce((best, candidate) => (first.split(candidate).length > first.split(best).length ? candidate : best), ',')
}

/** One row as text with its line end; cells are quoted where they have to be. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(quoted).join(',')}\n`
}

function quoted(cell: string | number): string {
  const text = String(cell)
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
