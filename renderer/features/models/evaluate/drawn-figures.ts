import { chartSvg } from '../../../ui/chart/chart-svg'
import type { ReportPage } from './report-html'

/** The charts inside an element as they are drawn now, with their titles. */
export function drawnFigures(container: HTMLElement | null): ReportPage['figures'] {
  return [...(container?.querySelectorAll('figure') ?? [])].flatMap((figure) => {
    const chart = figure.querySelector('[role="img"] svg')
    return chart instanceof SVGSVGElement ? [{ title: figure.querySelector('h3')?.textContent ?? '', svg: chartSvg(chart) }] : []
  })
}
