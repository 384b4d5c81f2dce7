import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineClient } from '#core/contract/index'
import type { PhotoId } from '#core/model/photo'
import type { ModelCard } from '#core/model/model-card'
import { encodeModel } from '#core/onnx/codec/encode-model'
import { seededRandom } from '#core/random/seeded-random'
import { exampleCard } from '#core/testing/example-card'
import { buildRandomMobilenetV2 } from '#core/zoo/builders/build-random-mobilenet-v2'
import { loadSharp } from '../runtime/decode/load-sharp'
import { scanFolder } from './annotated-folder'

const sidePx = 64

/** Writes `models/` with one small classifier of random weights, whose features tell colours apart; returns its card. */
export function writeRandomClassifier(resourcesPath: string, labels: readonly string[] = ['one', 'two', 'three']): ModelCard {
  const bytes = encodeModel(buildRandomMobilenetV2({ name: 'random', widthMultiplier: 0.35, inputSize: { width: sidePx, height: sidePx }, classes: labels.length, seed: 3 }))
  const card = exampleCard({
    id: 'random',
    name: 'Random',
    widthMultiplier: 0.35,
    inputSize: { width: sidePx, height: sidePx },
    file: 'random.onnx',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    parameters: 1,
    labels: labels.map((name, id) => ({ id, name })),
  })
  const folder = join(resourcesPath, 'models')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, card.file), bytes)
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify([card]))
  return card
}

const hues = { red: [220, 40, 40], green: [40, 200, 60], blue: [50, 60, 210] } as const
export type Hue = keyof typeof hues

/** Writes pictures of coloured noise, each different, `count` of each hue; returns the hue of each name. */
export async function writeNoisePhotos(folder: string, count: number): Promise<ReadonlyMap<string, Hue>> {
  mkdirSync(folder, { recursive: true })
  const random = seededRandom(7)
  const names = new Map<string, Hue>()
  for (let index = 0; index < count; index++) {
    for (const hue of ['red', 'green', 'blue'] as const) {
      const cells = Uint8Array.from({ length: 8 * 8 * 3 }, (_, at) => Math.min(255, Math.max(0, hues[hue][at % 3 === 0 ? 0 : at % 3 === 1 ? 1 : 2] + 90 * (random() - 0.5))))
      const name = `${hue}-${String(index).padStart(3, '0')}.png`
      const png = await loadSharp().sharp(cells, { raw: { width: 8, height: 8, channels: 3 } }).resize(80, 80, { kernel: 'nearest' }).png().toBuffer()
      writeFileSync(join(folder, name), png)
      names.set(name, hue)
    }
  }
  return names
}

/** Tags every photo of a folder with its hue and marks it as reviewed; those of `unreviewed` are left alone. */
export async function labelByHue(client: EngineClient, folder: string, hueOf: ReadonlyMap<string, Hue>, unreviewed: ReadonlySet<string> = new Set()): Promise<ReadonlyMap<string, PhotoId>> {
  await scanFolder(client, folder)
  const classIds = new Map<Hue, number>()
  for (const hue of ['red', 'green', 'blue'] as const) classIds.set(hue, (await client.call('class.add', { name: hue })).id)
  const { ids } = await client.call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
  const cards = await client.call('photo.cards', { photoIds: [...ids], minimumScore: 0 })
  const idOf = new Map<string, PhotoId>()
  for (const { photo } of cards) {
    idOf.set(photo.relativePath, photo.id)
    const hue = hueOf.get(photo.relativePath)
    if (hue === undefined || unreviewed.has(photo.relativePath)) continue
    const label = { id: `label-${photo.relativePath}`, classId: classIds.get(hue) ?? 0, geometry: { kind: 'tag' as const }, origin: { kind: 'person' as const }, locked: false, group: null, attributes: {} }
    await client.call('label.edit', { photoId: photo.id, put: [label], remove: [], verdicts: [], reviewState: 'reviewed' })
  }
  return idOf
}
