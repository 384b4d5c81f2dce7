const UNITS = [
  { size: 1e9, suffix: ' B' },
  { size: 1e6, suffix: ' M' },
  { size: 1e3, suffix: ' k' },
] as const

/** A count as papers write it: three or four figures and k, M or B (thousand million). */
export function formatCount(count: number): string {
  const unit = UNITS.find(({ size }) => count >= size)
  if (unit === undefined) return String(count)
  const value = count / unit.size
  return `${value.toFixed(value < 10 ? 2 : 1)}${unit.suffix}`
}

/** Bytes in units of 1024. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const kibibytes = bytes / 1024
  return kibibytes < 1024 ? `${kibibytes.toFixed(1)} KiB` : `${(kibibytes / 1024).toFixed(2)} MiB`
}
