import { drawnCopy } from './chart-svg'

const svgSpace = 'http://www.w3.org/2000/svg'
/** Pixels of the picture per CSS pixel, so that it is sharp in print. */
const pixelsPerPx = 2
const marginPx = 16
const titleRoomPx = 28

/** A chart as it is on screen, in the colours of the theme, below its title. Resolves with the bytes of a PNG. */
export async function chartPng(chart: SVGSVGElement, title: string): Promise<Uint8Array> {
  const { width, height } = chart.getBoundingClientRect()
  const size = { width: Math.ceil(width) + 2 * marginPx, height: Math.ceil(height) + titleRoomPx + 2 * marginPx }
  const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(framedCopy(chart, title, size))], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = new OffscreenCanvas(size.width * pixelsPerPx, size.height * pixelsPerPx)
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
  } finally {
    URL.revokeObjectURL(address)
  }
}

function framedCopy(chart: SVGSVGElement, title: string, size: { readonly width: number; readonly height: number }): SVGSVGElement {
  const ink = getComputedStyle(chart.closest('figure') ?? chart)
  const frame = document.createElementNS(svgSpace, 'svg')
  setAttributes(frame, { xmlns: svgSpace, width: String(size.width), height: String(size.height) })
  const ground = document.createElementNS(svgSpace, 'rect')
  setAttributes(ground, { width: '100%', height: '100%', fill: groundOf(chart) })
  const heading = document.createElementNS(svgSpace, 'text')
  setAttributes(heading, { x: String(marginPx), y: String(marginPx + 14), fill: ink.color, 'font-family': ink.fontFamily, 'font-size': '15px', 'font-weight': '600' })
  heading.textContent = title
  const copy = drawnCopy(chart)
  setAttributes(copy, { x: String(marginPx), y: String(marginPx + titleRoomPx) })
  frame.append(ground, heading, copy)
  return frame
}

/** The nearest background that is not see-through. */
function groundOf(element: Element | null): string {
  if (element === null) return '#ffffff'
  const { backgroundColor } = getComputedStyle(element)
  return backgroundColor === 'transparent' || backgroundColor === 'rgba(0, 0, 0, 0)' ? groundOf(element.parentElement) : backgroundColor
}

function setAttributes(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
}
