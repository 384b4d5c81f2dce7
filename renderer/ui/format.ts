const count = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const oneDecimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const dateTime = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })

/** 1234567 as "1,234,567". */
export function formatCount(value: number): string {
  return count.format(value)
}

/** "1 photo", "1,234 photos"; the plural is the word with an s unless given. */
export function formatAmount(value: number, word: string, plural = `${word}s`): string {
  return `${formatCount(value)} ${value === 1 ? word : plural}`
}

/** Bytes in MB of a million, one decimal: "13.6 MB"; anything small is "under 0.1 MB". */
export function formatMegabytes(bytes: number): string {
  if (bytes > 0 && bytes < 50_000) return 'under 0.1 MB'
  return `${oneDecimal.format(bytes / 1e6)} MB`
}

/** Two units at most: "under 1 s", "42 s", "1 min 20 s", "3 h 5 min". */
export function formatDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000)
  if (seconds < 1) return 'under 1 s'
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? `${formatCount(hours)} h` : `${formatCount(hours)} h ${minutes % 60} min`
}

/** "1 min 20 s left"; the last second counts as one. */
export function formatRemaining(remainingMs: number): string {
  return `${formatDuration(Math.max(1000, remainingMs))} left`
}

/** Three significant digits at most: "0.42", "9.6", "112". */
export function formatMeasured(value: number): string {
  if (value >= 100) return count.format(value)
  if (value >= 1) return oneDecimal.format(value)
  return value.toFixed(2)
}

/** "9.6 photos/s". */
export function formatRate(perSecond: number, things: string): string {
  return `${formatMeasured(perSecond)} ${things}/s`
}

/** A score of 0..1 with two decimals; 1.00 is kept for what is really at least 0.995. */
export function formatScore(score: number): string {
  return score.toFixed(2)
}

/** 0.1234 as "12.3 %"; what is there but rounds to nothing is "< 0.1 %". */
export function formatPercent(fraction: number): string {
  if (fraction > 0 && fraction < 0.0005) return '< 0.1 %'
  return `${oneDecimal.format(fraction * 100)} %`
}

/** 3504872 as "3.5 M". */
export function formatMillions(value: number): string {
  return `${oneDecimal.format(value / 1e6)} M`
}

/** Whole percent of a zoom: 0.245 as "25 %". */
export function formatZoom(zoom: number): string {
  return `${count.format(Math.round(zoom * 100))} %`
}

/** Local date and time: "5 Mar 2024, 14:05". */
export function formatDateTime(timeMs: number): string {
  return dateTime.format(timeMs)
}

/** "4032 × 3024 px", ungrouped as cameras print it. */
export function formatSize(width: number, height: number): string {
  return `${width} × ${height} px`
}

/** The last part of a path with "/" or "\". */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}
