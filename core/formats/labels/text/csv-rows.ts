/** One row with the line it begins on. */
export interface CsvRow {
  readonly cells: readonly string[]
  readonly line: number
}

/** Rows of comma, semicolon or tab separated text (RFC 4180), the separator told by the first line. Blank lines are left out. */
export function readCsv(text: string): CsvRow[] {
  const reader = new CsvReader()
  return [...reader.push(text), ...reader.end()]
}

/** `readCsv` for a text that comes in pieces, the first of which must hold the first line whole. */
export class CsvReader {
  private separator: string | null = null
  private cells: string[] = []
  private cell = ''
  /** 'closing' is behind a quote inside quotes: the end, or the first half of a quote that is meant. */
  private state: 'plain' | 'quoted' | 'closing' = 'plain'
  private line = 1
  private firstLine = 1

  /** The rows that this piece completes. */
  push(text: string): CsvRow[] {
    this.separator ??= separatorOf(text)
    const rows: CsvRow[] = []
    for (const character of text) this.take(character, this.separator, rows)
    return rows
  }

  /** The row without a line end at the end of the text. */
  end(): CsvRow[] {
    const rows: CsvRow[] = []
    if (this.cell !== '' || this.cells.length > 0) this.endRow(rows)
    return rows
  }

  private take(character: string, separator: string, rows: CsvRow[]): void {
    if (character === '\n') this.line++
    if (this.state === 'closing') {
      this.state = character === '"' ? 'quoted' : 'plain'
      if (character === '"') {
        this.cell += character
        return
      }
    }
    if (this.state === 'quoted') {
      if (character === '"') this.state = 'closing'
      else this.cell += character
    } else if (character === '"' && this.cell === '') this.state = 'quoted'
    else if (character === separator) {
      this.cells.push(this.cell)
      this.cell = ''
    } else if (character === '\n') {
      this.endRow(rows)
      this.firstLine = this.line
    } else if (character !== '\r') this.cell += character
  }

  private endRow(rows: CsvRow[]): void {
    this.cells.push(this.cell)
    if (this.cells.length > 1 || this.cell !== '') rows.push({ cells: this.cells, line: this.firstLine })
    this.cells = []
    this.cell = ''
  }
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
