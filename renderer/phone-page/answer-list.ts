import { classColor } from '../ui/class-color'
import type { Finding } from '../canvas/scene'
import { formatPercent, formatScore } from '../ui/format'
import { element } from './element'

const numbers: Readonly<Record<Finding['kind'], (score: number) => string>> = { tag: formatScore, box: formatScore, area: formatPercent }
const mostRows = 12

/** Findings as rows with a bar in the colour of their class. */
export function answerList(findings: readonly Finding[]): HTMLElement {
  if (findings.length === 0) return element('p', { class: 'soft' }, 'Nothing found above the threshold.')
  const rows = findings.slice(0, mostRows).map(({ name, score, kind }) => {
    const fill = element('span', { class: 'fill' })
    fill.style.width = `${Math.max(2, score * 100)}%`
    fill.style.backgroundColor = classColor(name)
    return element('li', {}, element('span', { class: 'name' }, name), element('span', { class: 'bar', 'aria-hidden': 'true' }, fill), element('span', { class: 'number' }, numbers[kind](score)))
  })
  const rest = findings.length - rows.length
  return element('div', {}, element('ol', { class: 'answers', 'aria-label': 'Answer' }, ...rows), rest > 0 ? element('p', { class: 'soft' }, `and ${rest} more`) : null)
}
