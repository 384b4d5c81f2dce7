import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { uprightSize } from '#core/model/photo'
import { families } from '#core/zoo/families'
import { decodePhoto } from '../../main/engine/runtime/decode/decode-photo'
import { openModelSession } from '../../main/engine/runtime/model-session'
import type { ModelFile } from '../../main/engine/runtime/photo-pool'
import { PhotoReader } from '../../main/engine/runtime/photo-reader'
import { VectorResampler } from '../../main/engine/runtime/resample/vector-resampler'
import { median } from './median'

export const steps = ['read', 'decode', 'prepare', 'infer', 'answer'] as const
export type StepCosts = Readonly<Record<(typeof steps)[number], number>>

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** CPU ms per photo of each step alone, nothing else running: medians over the photos, first ones left out. Reading includes hashing. */
export async function stepCosts(model: ModelFile, folder: string, photos: number): Promise<StepCosts> {
  const { card } = model
  const family = families[card.family]
  const session = await openModelSession(model)
  const costs: Record<keyof StepCosts, number[]> = { read: [], decode: [], prepare: [], infer: [], answer: [] }
  const reader = new PhotoReader()
  const resampler = new VectorResampler()
  const { width, height } = card.inputSize
  const names = readdirSync(folder).sort()
  const warmUp = Math.min(10, Math.ceil(photos / 4))
  for (let index = 0; index < photos + warmUp; index++) {
    const path = join(folder, names[index % names.length] ?? '')
    let before = cpuMs()
    const lap = (step: keyof StepCosts): void => {
      const now = cpuMs()
      if (index >= warmUp) costs[step].push(now - before)
      before = now
    }
    const read = await reader.announce(path)()
    lap('read')
    if ('error' in read || read.file.sniffed.kind !== 'image') throw new Error(`${path} is no photo`)
    const { header } = read.file.sniffed
    const photo = uprightSize(header.stored, header.orientation)
    const { image } = await decodePhoto(read.file.bytes, header, { atLeast: family.decodeSize(card, photo), room: (bytes) => resampler.pixels(bytes) })
    lap('decode')
    const { tensor } = family.prepare(card, image, { into: resampler.tensor(3 * width * height) ?? undefined, resampler })
    lap('prepare')
    const outputs = await session.run(tensor)
    lap('infer')
    family.answer(card, outputs, { photo })
    lap('answer')
  }
  await session.close()
  return { read: median(costs.read), decode: median(costs.decode), prepare: median(costs.prepare), infer: median(costs.infer), answer: median(costs.answer) }
}
