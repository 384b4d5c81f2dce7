/** "2 dog, person" for names in any order; `nothing` for none. */
export function nameCounts(names: readonly string[], nothing: string): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const parts = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => (count === 1 ? name : `${count} ${name}`))
  return parts.length === 0 ? nothing : parts.join(', ')
}
