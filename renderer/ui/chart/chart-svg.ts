/** What style sheets say of drawn things; as attributes it holds outside the page too. */
const drawnProperties = [
  'color',
  'fill',
  'fill-opacity',
  'font-family',
  'font-size',
  'font-variant',
  'font-weight',
  'opacity',
  'paint-order',
  'shape-rendering',
  'stroke',
  'stroke-dasharray',
  'stroke-opacity',
  'stroke-width',
  'text-anchor',
] as const

/** A chart with everything that style sheets say of it as attributes, so that it looks the same outside the page. */
export function drawnCopy(chart: SVGSVGElement): Element {
  const copy = chart.cloneNode(true) as SVGSVGElement
  const originals = [chart, ...chart.querySelectorAll('*')]
  const copies = [copy, ...copy.querySelectorAll('*')]
  originals.forEach((original, at) => {
    const style = getComputedStyle(original)
    for (const property of drawnProperties) copies[at]?.setAttribute(property, style.getPropertyValue(property))
  })
  return copy
}

/** A chart as SVG text for white paper, whatever the window's theme. */
export function chartSvg(chart: SVGSVGElement): string {
  // What surrounds the chart gives it the colour of its words.
  const frame = chart.closest('figure')?.style ?? chart.style
  const before = frame.colorScheme
  frame.colorScheme = 'light'
  const { width, height } = chart.getBoundingClientRect()
  const copy = drawnCopy(chart)
  frame.colorScheme = before
  copy.setAttribute('width', String(Math.ceil(width)))
  copy.setAttribute('height', String(Math.ceil(height)))
  copy.removeAttribute('style')
  return new XMLSerializer().serializeToString(copy)
}
