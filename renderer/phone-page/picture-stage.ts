import type { ModelCard } from '#core/model/model-card'
import type { Prediction } from '#core/model/prediction'
import { drawOverlay } from '../canvas/draw-overlay'
import { rasterOf, tintMask } from '../canvas/mask-raster'
import type { Finding } from '../canvas/scene'
import { channelsOf, classColor } from '../ui/class-color'
import type { ShownPhoto } from './read-photo'

const maskSidePx = 1024
const maskEdgePx = 2

/** Draws a photo as wide as its place, with boxes or mask on it. */
export function drawPicture(canvas: HTMLCanvasElement, photo: ShownPhoto, shown: { readonly findings: readonly Finding[]; readonly prediction: Prediction | null; readonly card: ModelCard }): void {
  const place = canvas.parentElement?.getBoundingClientRect() ?? { width: 320, height: 320 }
  const scale = Math.min(place.width / photo.size.width, (window.innerHeight * 0.55) / photo.size.height)
  const screen = { width: Math.round(photo.size.width * scale), height: Math.round(photo.size.height * scale) }
  canvas.width = Math.round(screen.width * devicePixelRatio)
  canvas.height = Math.round(screen.height * devicePixelRatio)
  canvas.style.width = `${screen.width}px`
  canvas.style.height = `${screen.height}px`
  const context = canvas.getContext('2d')
  if (context === null) return
  context.scale(devicePixelRatio, devicePixelRatio)
  context.imageSmoothingQuality = 'high'
  context.drawImage(photo.source, 0, 0, screen.width, screen.height)
  drawOverlay(context, {
    boxes: shown.findings.filter(({ rect }) => rect !== null).toReversed(),
    colorOf: ({ name }) => classColor(name),
    plates: 'with-room',
    hoveredKey: null,
    selectedKey: null,
    mask: shown.prediction?.task === 'segmentation' ? maskCanvas(shown.prediction.mask, shown.findings) : null,
    photo: photo.size,
    viewport: { scale, x: 0, y: 0 },
    screen,
    devicePixelRatio,
  })
}

function maskCanvas(mask: Parameters<typeof rasterOf>[0], findings: readonly Finding[]): HTMLCanvasElement {
  const raster = rasterOf(mask, maskSidePx)
  const colors = new Map(findings.map(({ classIndex, name }) => [classIndex, channelsOf(classColor(name))]))
  const canvas = document.createElement('canvas')
  canvas.width = raster.width
  canvas.height = raster.height
  canvas.getContext('2d')?.putImageData(new ImageData(tintMask(raster, (index) => colors.get(index) ?? null, maskEdgePx), raster.width, raster.height), 0, 0)
  return canvas
}
