import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { onTestFinished, describe, expect, test } from 'vitest'
import { colourJpeg } from '../testing/colour-photos'
import { temporaryFolder } from '../testing/temporary-folder'
import { writeTinyModels } from '../testing/tiny-models'
import type { ModelFile, PhotoPool } from './photo-pool'
import { createPhotoPool } from './pool'

const builtWorker = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'worker.js')

function poolOf(workerPath = builtWorker): PhotoPool {
  const pool = createPhotoPool({ workerPath, workers: 2 })
  onTestFinished(() => pool.close())
  return pool
}

function tinyModels(folder: string): ModelFile[] {
  return writeTinyModels(folder).map((card) => ({ card, path: join(folder, 'models', card.file) }))
}

/** A worker that works through its calls in order, as the real one does, and dies when the file's name says so; it sends results by threes. */
function fakeWorker(folder: string): string {
  const path = join(folder, 'worker.mjs')
  writeFileSync(
    path,
    `import { parentPort, workerData } from 'node:worker_threads'
     let last = Promise.resolve()
     let waiting = 0
     let results = []
     async function answer({ id, call }) {
       workerData.begun[0] = id
       if (call.path === 'throw') throw new Error('boom')
       if (call.path === 'exit') process.exit(7)
       await new Promise((resolve) => setTimeout(resolve, 20))
       results.push({ kind: 'value', id, value: { kind: 'refused', code: 'internal', reason: call.path, contentHash: null } })
       waiting -= 1
       if (results.length < 3 && waiting > 0) return
       parentPort.postMessage({ kind: 'results', results })
       results = []
     }
     parentPort.on('message', (message) => {
       if (message.kind === 'close') parentPort.close()
       if (message.kind !== 'calls') return
       waiting += message.calls.length
       for (const call of message.calls) last = last.then(() => answer(call))
     })
     parentPort.postMessage({ kind: 'ready' })`,
  )
  return path
}

describe('predict', () => {
  test('reads a photo once and answers with every model; a failing model hurts no other', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'white.jpg')
    writeFileSync(path, await colourJpeg('white'))
    const [colour, brightness] = tinyModels(folder)
    if (colour === undefined || brightness === undefined) throw new Error('two models are made')
    const broken: ModelFile = { path: colour.path, card: { ...colour.card, id: 'broken', sha256: '0'.repeat(64) } }
    const outcome = await poolOf().predict({ path, models: [colour, broken, brightness] })
    if (outcome.kind !== 'answers') throw new Error(outcome.reason)
    expect(outcome).toMatchObject({
      contentHash: createHash('sha256').update(readFileSync(path)).digest('hex'),
      bytes: readFileSync(path).length,
      upright: { width: 64, height: 48 },
      answers: [
        { modelId: 'tiny-colour', outcome: { kind: 'answer', prediction: { task: 'classification' } } },
        { modelId: 'broken', outcome: { kind: 'refused', code: 'unsupported-model' } },
        // White is 1 in all channels, 3 in sum: bright everywhere.
        { modelId: 'tiny-brightness', outcome: { kind: 'answer', prediction: { task: 'segmentation', areas: [{ index: 1, fraction: 1 }] } } },
      ],
    })
    for (const { times } of outcome.answers) expect(times.decodeMs).toBeGreaterThan(0)
  })

  test.each([
    ['text', 'words, no picture', 'not-an-image'],
    ['empty', '', 'not-an-image'],
    ['cut', null, 'image-damaged'],
  ])('refuses a file that is %s, with its hash', async (name, text, code) => {
    const folder = temporaryFolder()
    const path = join(folder, `${name}.jpg`)
    const bytes = await colourJpeg('red', { width: 400, height: 300 })
    writeFileSync(path, text ?? bytes.subarray(0, bytes.length * 0.6))
    const outcome = await poolOf().predict({ path, models: tinyModels(folder) })
    expect(outcome).toMatchObject({ kind: 'refused', code, contentHash: createHash('sha256').update(readFileSync(path)).digest('hex') })
  })

  test('a file that is gone is not found', async () => {
    const folder = temporaryFolder()
    expect(await poolOf().predict({ path: join(folder, 'gone.jpg'), models: [] })).toMatchObject({ kind: 'refused', code: 'not-found', contentHash: null })
  })
})

describe('a worker that dies', () => {
  test.each(['throw', 'exit'])('fails the photo it had (%s) and no other', async (death) => {
    const pool = poolOf(fakeWorker(temporaryFolder()))
    const paths = ['a', 'b', death, 'c', 'd', 'e', 'f', 'g']
    const outcomes = await Promise.all(paths.map((path) => pool.predict({ path, models: [] })))
    const reasons = outcomes.map((outcome) => (outcome.kind === 'refused' ? outcome.reason : 'answered'))
    expect(reasons.filter((_reason, index) => paths[index] !== death)).toEqual(paths.filter((path) => path !== death))
    expect(outcomes[2]).toMatchObject({ kind: 'refused', code: 'model-failed' })
    expect(reasons[2]).toMatch(death === 'throw' ? /boom/ : /exit code 7/)
  })

  test('a script that does not start is an error of the engine, not of the photos', async () => {
    const pool = poolOf(join(temporaryFolder(), 'missing.js'))
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((path) => pool.predict({ path, models: [] })))
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'engine-stopped', message: expect.stringContaining('missing.js') } })
    }
  })
})

describe('probe and render', () => {
  test('a file larger than one piece has the hash of all its bytes', async () => {
    const path = join(temporaryFolder(), 'large.jpg')
    const bytes = Buffer.concat([await colourJpeg('blue', { width: 640, height: 480 }), Buffer.alloc(3_000_017, 7)])
    writeFileSync(path, bytes)
    expect(await poolOf().probe(path)).toMatchObject({
      kind: 'photo',
      contentHash: createHash('sha256').update(bytes).digest('hex'),
      header: { format: 'jpeg', stored: { width: 640, height: 480 } },
      upright: { width: 640, height: 480 },
    })
  })

  test('pictures are upright, fit the long side and leave nothing half written', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'turned.jpg')
    writeFileSync(path, await sharp(await colourJpeg('green', { width: 1600, height: 800 })).withMetadata({ orientation: 6 }).toBuffer())
    const pool = poolOf()
    for (const [longSidePx, width, height] of [[256, 128, 256], [1000, 500, 1000], [4000, 800, 1600]] as const) {
      const target = join(folder, 'cache', `${longSidePx}.jpg`)
      expect(await pool.render({ path, longSidePx, target })).toEqual({ kind: 'rendered', size: { width, height } })
      const { data, info } = await sharp(target).raw().toBuffer({ resolveWithObject: true })
      expect([info.width, info.height]).toEqual([width, height])
      expect(data[1]).toBeGreaterThan(240)
    }
    expect(readdirSync(join(folder, 'cache'))).toHaveLength(3)
    expect(await pool.render({ path: join(folder, 'gone.jpg'), longSidePx: 256, target: join(folder, 'x.jpg') })).toMatchObject({ kind: 'refused', code: 'not-found' })
    expect(existsSync(join(folder, 'x.jpg'))).toBe(false)
  })

  test('tells which libraries do the work', async () => {
    const info = await poolOf().info()
    expect(info).toMatchObject({ onnxRuntimeVersion: '1.30.0', workers: 2 })
    expect(info.decoder).toMatch(/libvips 8\./)
  })
})
