import type { DatasetStatistics } from '#core/contract/datasets'
import type { Histogram, SplitSummary } from '#core/model/dataset-reports'
import { counted } from './report-text'

const shades = ' .:-=+*#%@'
/** Lines of a terminal are about twice as high as they are wide. */
const mapRows = 16

/** The numbers of a data set for people to read. */
export function statisticsText(stats: DatasetStatistics): string {
  const states = Object.entries(stats.photosByReviewState).map(([state, count]) => `${count} ${state}`)
  const kinds = Object.entries(stats.labelsByKind).map(([kind, count]) => `${count} ${kind}`)
  const origins = Object.entries(stats.labelsByOrigin).map(([origin, count]) => `${count} ${origin}`)
  const balance = stats.balance === null ? '' : `Balance of the classes: ${stats.balance.toFixed(2)} (1 is even)\n`
  return [
    `${counted(stats.photos, 'photo')}: ${states.join(', ')}\n`,
    `${counted(stats.labels, 'label')} on ${counted(stats.labelledPhotos, 'photo')}: ${kinds.join(', ')}; by ${origins.join(', ')}\n`,
    balance,
    classLines(stats),
    histogramText('Labels per photo', stats.labelsPerPhoto),
    histogramText('Long side of the photos, px', stats.photoSidesPx),
    histogramText('Share of the photo a label takes', stats.labelAreas),
    mapText(stats),
  ].join('')
}

function classLines({ classes }: DatasetStatistics): string {
  const width = Math.max(0, ...classes.map(({ name }) => name.length))
  return classes.map(({ name, labels, photos }) => `  ${name.padEnd(width)}  ${counted(labels, 'label')} on ${counted(photos, 'photo')}\n`).join('')
}

function histogramText(title: string, { edges, counts }: Histogram): string {
  if (counts.every((count) => count === 0)) return ''
  const bins = counts.flatMap((count, bin) => (count === 0 ? [] : [`  ${edges[bin] ?? ''} to ${edges[bin + 1] ?? ''}: ${count}\n`]))
  return `${title}\n${bins.join('')}`
}

function mapText({ positions: { columns, rows, counts } }: DatasetStatistics): string {
  const most = counts.reduce((highest, count) => Math.max(highest, count), 0)
  if (most === 0) return ''
  const rowsPerLine = Math.max(1, Math.round(rows / mapRows))
  const lines: string[] = []
  for (let row = 0; row < rows; row += rowsPerLine) {
    const cells = counts.subarray(row * columns, (row + 1) * columns)
    lines.push(`  |${Array.from(cells, (count) => shades[Math.round((count / most) * (shades.length - 1))] ?? ' ').join('')}|\n`)
  }
  return `Where labels lie\n${lines.join('')}`
}

/** How a split comes out. */
export function splitText({ photos, groupedPhotos, ungroupedPhotos, partlessPhotos }: SplitSummary): string {
  const unknown = ungroupedPhotos === 0 ? '' : `, ${ungroupedPhotos} not compared`
  const partless = partlessPhotos === 0 ? '' : `; ${counted(partlessPhotos, 'photo')} came without a part: train`
  return `Split: ${photos.train} train, ${photos.val} val, ${photos.test} test; ${groupedPhotos} photos kept together with those that look alike${unknown}${partless}\n`
}
