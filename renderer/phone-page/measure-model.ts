import { photoParity } from '#core/bundle/photo-parity'
import type { PhotoParity } from '#core/model/phone-measurement'
import type { FloatTensor } from '#core/zoo/family'
import { fetchFloats } from './fetch-bytes'
import type { LoadedModel } from './loaded-model'

const mostWarmUps = 3
const warmUpMs = 1000
const mostRuns = 30
const fewestRuns = 5
/** Slow phones need not be waited for until all runs are done. */
const patienceMs = 5000

export interface MeasuredModel {
  readonly runsMs: readonly number[]
  readonly parity: readonly PhotoParity[]
}

/** Lets the browser draw. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

/**
 * Repeats the golden photos on the very inputs that the desktop used, then times runs after a warm-up. `step` is told in a few words
 * what is being done.
 */
export async function measureModel(loaded: LoadedModel, step: (text: string) => void): Promise<MeasuredModel> {
  const { golden, goldenUrl, file } = loaded.model
  const parity: PhotoParity[] = []
  let input: FloatTensor | null = null
  for (const [at, photo] of golden.entries()) {
    step(`Comparing photo ${at + 1} of ${golden.length}`)
    await breathe()
    input = { dims: photo.input.shape, data: await fetchFloats(`${goldenUrl}/${photo.input.path}`) }
    const desktop: Record<string, FloatTensor> = {}
    for (const [name, { path, shape }] of Object.entries(photo.outputs)) desktop[name] = { dims: shape, data: await fetchFloats(`${goldenUrl}/${path}`) }
    parity.push(photoParity(loaded.model.card, photo.name, desktop, await loaded.run(input)))
  }
  const length = file.input.shape.reduce((product, extent) => product * extent, 1)
  return { parity, runsMs: await timeRuns(loaded, input ?? { dims: file.input.shape, data: new Float32Array(length) }, step) }
}

async function timeRuns(loaded: LoadedModel, input: FloatTensor, step: (text: string) => void): Promise<number[]> {
  const runsMs: number[] = []
  step('Warming up')
  const warmMs = performance.now() + warmUpMs
  for (let run = 0; run < mostWarmUps && (run === 0 || performance.now() < warmMs); run++) await loaded.run(input)
  const endMs = performance.now() + patienceMs
  while (runsMs.length < mostRuns && (runsMs.length < fewestRuns || performance.now() < endMs)) {
    step(`Run ${runsMs.length + 1} of ${mostRuns}`)
    await breathe()
    const startedMs = performance.now()
    await loaded.run(input)
    runsMs.push(performance.now() - startedMs)
  }
  return runsMs
}
