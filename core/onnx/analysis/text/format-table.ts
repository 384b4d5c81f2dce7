/** Rows as lines of equally wide columns; columns named in `right` are set flush right. */
export function formatTable(heading: readonly string[], rows: readonly (readonly string[])[], right: readonly string[]): string {
  const lines = [heading, ...rows]
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const cell = (text: string, column: number): string =>
    right.includes(heading[column] ?? '') ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)
  return lines.map((line) => `${line.map(cell).join('  ').trimEnd()}\n`).join('')
}
