import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineClient } from '#core/contract/index'
import { packMask } from '#core/geometry/mask-codec'
import type { RectPx } from '#core/geometry/rect'
import type { LabelGeometry } from '#core/model/label'
import type { ModelCard } from '#core/model/model-card'
import { encodeModel } from '#core/onnx/codec/encode-model'
import type { Graph } from '#core/onnx/graph'
import { seededRandom } from '#core/random/seeded-random'
import { exampleCard } from '#core/testing/example-card'
import { buildRandomDeeplabv3 } from '#core/zoo/builders/build-random-deeplabv3'
import { buildRandomSsdlite } from '#core/zoo/builders/build-random-ssdlite'
import { loadSharp } from '../runtime/decode/load-sharp'
import { scanFolder } from './annotated-folder'

const photoPx = 96
const maskPx = 65
const colours = { red: [220, 40, 40], blue: [50, 60, 210] } as const
type Colour = keyof typeof colours
const colourNames: readonly Colour[] = ['red', 'blue']

interface ColouredShape {
  readonly name: string
  readonly colour: Colour
  readonly rect: RectPx
}

function writeModel(resourcesPath: string, graph: Graph, facts: Pick<ModelCard, 'family' | 'task' | 'labels' | 'outputs' | 'inputSize'>): void {
  const bytes = encodeModel(graph)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const card = exampleCard({ ...facts, id: 'random', name: 'Random', widthMultiplier: 0.35, file: 'random.onnx', sha256, bytes: bytes.length, parameters: 1 })
  const folder = join(resourcesPath, 'models')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, card.file), bytes)
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify([card]))
}

/** Writes `models/` with one small detector of random weights, whose features tell colours apart. */
export function writeRandomDetector(resourcesPath: string): void {
  writeModel(resourcesPath, buildRandomSsdlite({ name: 'random', widthMultiplier: 0.35, inputPx: photoPx, classColumns: 2, seed: 2 }), {
    family: 'ssdlite-mobilenet-v2',
    task: 'detection',
    inputSize: { width: photoPx, height: photoPx },
    labels: [{ id: 1, name: 'one' }, { id: 2, name: 'two' }],
    outputs: ['scores', 'box_encodings', 'anchors'],
  })
}

/** Writes `models/` with one small segmenter of random weights, whose features tell colours apart. */
export function writeRandomSegmenter(resourcesPath: string): void {
  const inputSize = { width: maskPx, height: maskPx }
  writeModel(resourcesPath, buildRandomDeeplabv3({ name: 'random', widthMultiplier: 0.35, inputSize, outputStride: 8, atrousRates: [], imagePooling: 'without', classes: 2, seed: 2 }), {
    family: 'deeplabv3-mobilenet-v2',
    task: 'segmentation',
    inputSize,
    labels: [{ id: 0, name: 'background' }, { id: 1, name: 'one' }],
    outputs: ['logits'],
  })
}

/** Writes grey noise with one coloured rectangle each, `count` of each colour. */
export async function writeColouredShapes(folder: string, count: number): Promise<readonly ColouredShape[]> {
  mkdirSync(folder, { recursive: true })
  const random = seededRandom(11)
  const shapes: ColouredShape[] = []
  for (const colour of colourNames) {
    for (let index = 0; index < count; index++) {
      const [width, height] = [40 + Math.floor(20 * random()), 40 + Math.floor(20 * random())]
      const rect = { x: Math.floor((photoPx - width) * random()), y: Math.floor((photoPx - height) * random()), width, height }
      const pixels = Uint8Array.from({ length: photoPx * photoPx * 3 }, (_, at) => {
        const [x, y] = [Math.floor(at / 3) % photoPx, Math.floor(at / 3 / photoPx)]
        return 20 * random() + (isInside(rect, x, y) ? colours[colour][at % 3]! - 10 : 110)
      })
      const name = `${colour}-${String(index).padStart(3, '0')}.png`
      writeFileSync(join(folder, name), await loadSharp().sharp(pixels, { raw: { width: photoPx, height: photoPx, channels: 3 } }).png().toBuffer())
      shapes.push({ name, colour, rect })
    }
  }
  return shapes
}

function isInside({ x, y, width, height }: RectPx, column: number, row: number): boolean {
  return column >= x && row >= y && column < x + width && row < y + height
}

/** The rectangle as a box. */
export function boxOf({ rect }: ColouredShape): LabelGeometry {
  return { kind: 'box', ...rect }
}

/** The rectangle as a mask of the photo's size. */
export function maskOf({ rect }: ColouredShape): LabelGeometry {
  const inside = Uint8Array.from({ length: photoPx * photoPx }, (_, at) => Number(isInside(rect, at % photoPx, Math.floor(at / photoPx))))
  return { kind: 'mask', mask: packMask(inside, { width: photoPx, height: photoPx }) }
}

/** Labels every photo of a folder with its rectangle, as `geometryOf` draws it, and marks it as reviewed. */
export async function labelShapes(client: EngineClient, folder: string, shapes: readonly ColouredShape[], geometryOf: (shape: ColouredShape) => LabelGeometry): Promise<void> {
  await scanFolder(client, folder)
  const classIds = new Map<Colour, number>()
  for (const name of colourNames) classIds.set(name, (await client.call('class.add', { name })).id)
  const { ids } = await client.call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
  for (const { photo } of await client.call('photo.cards', { photoIds: [...ids], minimumScore: 0 })) {
    const shape = shapes.find(({ name }) => name === photo.relativePath)
    if (shape === undefined) continue
    const label = { id: `label-${shape.name}`, classId: classIds.get(shape.colour) ?? 0, geometry: geometryOf(shape), origin: { kind: 'person' as const }, locked: false, group: null, attributes: {} }
    await client.call('label.edit', { photoId: photo.id, put: [label], remove: [], verdicts: [], reviewState: 'reviewed' })
  }
}
