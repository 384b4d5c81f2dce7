/**
 * Ten colours, light enough to stand out on photos, chosen so that any two stay at least 0.08 apart in OKLab as seen with
 * normal vision, protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009, severity 1).
 */
export const classColors = ['#fbb6b7', '#317de9', '#d45003', '#92c124', '#9c6f97', '#dde966', '#55b8f8', '#fd78c2', '#9cdffe', '#c58c70'] as const

/** The colour that the fewest of the given ones use, the first of those; each '#rrggbb'. */
export function nextClassColor(used: readonly string[]): string {
  const uses = new Map<string, number>(classColors.map((color) => [color, 0]))
  for (const color of used) {
    const count = uses.get(color.toLowerCase())
    if (count !== undefined) uses.set(color.toLowerCase(), count + 1)
  }
  let best: string = classColors[0]
  for (const [color, count] of uses) if (count < (uses.get(best) ?? 0)) best = color
  return best
}
