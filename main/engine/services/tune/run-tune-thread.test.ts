import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exampleCard } from '#core/testing/example-card'
import { temporaryFolder } from '../../testing/temporary-folder'
import { runTuneThread } from './run-tune-thread'
import { controls, type TuneThreadTask } from './tune-thread-messages'

/** Tells the number it is controlled by whenever it changes, and ends with the third. */
const teller = `
const { parentPort, workerData: { control } } = require('node:worker_threads')
const tell = (done) => parentPort.postMessage({ kind: 'progress', progress: { step: 'training', done, total: 0, epochs: [], bestEpoch: null } })
let seen = Atomics.load(control, 0)
tell(seen)
for (let changes = 0; changes < 2; changes++) {
  while (Atomics.load(control, 0) === seen) Atomics.wait(control, 0, seen)
  seen = Atomics.load(control, 0)
  tell(seen)
}
parentPort.postMessage({ kind: 'failed', error: { code: 'cancelled', message: 'told' } })
parentPort.close()
`

const task: TuneThreadTask = {
  model: { card: exampleCard({}), path: '' },
  extractorPath: '',
  classes: { learnt: [], kept: 'replace', parentColumns: [], answer: 'one-class' },
  classWeights: [],
  photos: [],
  unreviewed: [],
  depth: 'head',
  seed: 1,
  checkpointPath: '',
  ending: 'train',
}

function script(text: string): string {
  const path = join(temporaryFolder(), 'teller.cjs')
  writeFileSync(path, text)
  return path
}

test('the thread pauses with the job and goes on or stops with it', async () => {
  const controller = new AbortController()
  const context = { paused: false, signal: controller.signal }
  const told: number[] = []
  const running = runTuneThread(script(teller), task, context, ({ done }) => {
    told.push(done)
    if (done === controls.run) context.paused = true
    else if (done === controls.pause) controller.abort()
  })
  await expect(running).rejects.toMatchObject({ code: 'cancelled', message: 'told' })
  expect(told).toEqual([controls.run, controls.pause, controls.stop])

  const resumed: number[] = []
  const other = { paused: true, signal: new AbortController().signal }
  const again = runTuneThread(script(teller), task, other, ({ done }) => {
    resumed.push(done)
    other.paused = done !== controls.pause
  })
  await expect(again).rejects.toMatchObject({ code: 'cancelled' })
  expect(resumed).toEqual([controls.pause, controls.run, controls.pause])
})

test('a thread that dies says so', async () => {
  const context = { paused: false, signal: new AbortController().signal }
  await expect(runTuneThread(script('process.exit(3)'), task, context, () => undefined)).rejects.toMatchObject({ code: 'engine-stopped', message: 'The part that trains models ended with exit code 3.' })
  await expect(runTuneThread(script('throw new Error("out of memory")'), task, context, () => undefined)).rejects.toMatchObject({ code: 'engine-stopped' })
})
