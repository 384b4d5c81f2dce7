import type { EvaluationReport } from '#core/contract/evaluation'
import { escapeHtml } from './escape-html'
import { percentText } from './figure-text'

const size = { width: 720, height: 400 } as const
const margin = { left: 64, right: 150, top: 20, bottom: 48 } as const
const lineHeightPx = 14
const nameWidthPx = 140

interface Point {
  readonly modelId: string
  readonly name: string
  readonly millions: number
  readonly worth: number
  readonly interval: readonly [number, number]
}

interface Scale {
  x(millions: number): number
  y(worth: number): number
}

/** Round steps of 1, 2 or 5 that give about `count` ticks between two values. */
function ticks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10)
  const first = Math.ceil(low / step)
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, index) => (first + index) * step)
}

const at = (value: number): string => value.toFixed(1)

/** Accuracy against multiply-adds as inline SVG, with the Pareto front and published figures behind; empty where no model can be placed. */
export function frontPicture({ models, fronts, published }: EvaluationReport): string {
  const points = models.flatMap(({ modelId, name, multiplyAdds, accuracy: [figure] }): Point[] =>
    multiplyAdds === null || figure === undefined ? [] : [{ modelId, name, millions: multiplyAdds / 1e6, worth: figure.estimate.value, interval: figure.estimate.interval }],
  )
  if (points.length === 0) return ''
  const most = 1.05 * Math.max(1e-6, ...points.map(({ millions }) => millions), ...published.points.map(({ multiplyAdds }) => multiplyAdds / 1e6))
  const values = [...points.flatMap(({ worth, interval }) => [worth, ...interval]), ...published.points.map(({ top1 }) => top1)]
  const low = Math.max(0, Math.min(...values) - 0.05)
  const high = Math.min(1, Math.max(...values) + 0.05)
  const scale: Scale = {
    x: (millions) => margin.left + (millions / most) * (size.width - margin.left - margin.right),
    y: (worth) => size.height - margin.bottom - ((worth - low) / Math.max(1e-9, high - low)) * (size.height - margin.top - margin.bottom),
  }
  const figureName = models[0]?.accuracy[0]?.name ?? ''
  const front = fronts['multiply-adds'].flatMap((id) => points.filter(({ modelId }) => modelId === id))
  return [
    `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escapeHtml(figureName)} against multiply-adds">`,
    axes(scale, [low, high], most, figureName),
    ...published.points.map(({ multiplyAdds, top1, widthMultiplier, inputSidePx }) => `<circle class="published" cx="${at(scale.x(multiplyAdds / 1e6))}" cy="${at(scale.y(top1))}" r="3"><title>published: width ${widthMultiplier}, ${inputSidePx} px, ${percentText(top1)}</title></circle>`),
    front.length < 2 ? '' : `<polyline class="front" points="${front.map(({ millions, worth }) => `${at(scale.x(millions))},${at(scale.y(worth))}`).join(' ')}"/>`,
    ...labelPlaces(points, scale).map(({ point, y }) => pointPicture(point, scale, y)),
    '</svg>',
  ].join('\n')
}

function axes(scale: Scale, [low, high]: readonly [number, number], most: number, figureName: string): string {
  const [left, right, bottom] = [margin.left, size.width - margin.right, size.height - margin.bottom]
  const across = ticks(0, most, 6).map((value) => `<text class="tick" x="${at(scale.x(value))}" y="${bottom + 18}" text-anchor="middle">${Number(value.toPrecision(6))}</text>`)
  const down = ticks(low, high, 5).map((value) => {
    const y = at(scale.y(value))
    return `<line class="grid" x1="${left}" x2="${right}" y1="${y}" y2="${y}"/><text class="tick" x="${left - 8}" y="${y}" text-anchor="end" dominant-baseline="middle">${percentText(value)}</text>`
  })
  return [
    ...down,
    `<line class="axis" x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}"/>`,
    ...across,
    `<text class="tick" x="${(left + right) / 2}" y="${size.height - 8}" text-anchor="middle">million multiply-adds per picture</text>`,
    `<text class="tick" x="${left}" y="12">${escapeHtml(figureName)}</text>`,
  ].join('\n')
}

/** Baselines of names, from the top down, moved so that close ones do not cover each other. */
function labelPlaces(points: readonly Point[], scale: Scale): { readonly point: Point; readonly y: number }[] {
  const placed: { readonly point: Point; readonly y: number }[] = []
  for (const point of points.toSorted((a, b) => b.worth - a.worth)) {
    let y = scale.y(point.worth) + 4
    for (const other of placed) if (Math.abs(scale.x(other.point.millions) - scale.x(point.millions)) < nameWidthPx && y < other.y + lineHeightPx && y > other.y - lineHeightPx) y = other.y + lineHeightPx
    placed.push({ point, y })
  }
  return placed
}

function pointPicture({ name, millions, worth, interval: [low, high] }: Point, scale: Scale, nameY: number): string {
  const [x, y] = [at(scale.x(millions)), at(scale.y(worth))]
  return `<line class="interval" x1="${x}" x2="${x}" y1="${at(scale.y(low))}" y2="${at(scale.y(high))}"/><circle class="model" cx="${x}" cy="${y}" r="5"><title>${escapeHtml(name)}: ${percentText(worth)}</title></circle><text class="name" x="${at(scale.x(millions) + 9)}" y="${at(nameY)}">${escapeHtml(name)}</text>`
}
