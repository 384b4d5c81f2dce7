import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { createEmitter } from '../../../emitter'
import { Jobs } from '../../../jobs'
import { openStore } from '../../../store/open-store'
import type { Store } from '../../../store/store'
import { buildTestProgram } from '../../../testing/build-test-program'
import { runProgram } from '../../../testing/run-script'
import { createSniffingPool } from '../../../testing/sniffing-pool'
import { temporaryFolder } from '../../../testing/temporary-folder'
import { labelFolder } from '../../../testing/test-datasets'
import { addPhotos, photoSize } from '../../../testing/test-review'
import { createDatasetService } from '../datasets'

const photoCount = 3000
const boxesPerPhoto = 4
let program = ''

beforeAll(async () => {
  program = await buildTestProgram('import-program.ts', 'import-kill')
})

function labels(): string {
  const images = Array.from({ length: photoCount }, (_value, index) => ({ id: index + 1, file_name: `${index + 1}.jpg`, ...photoSize }))
  const annotations = images.flatMap(({ id }) =>
    Array.from({ length: boxesPerPhoto }, (_value, at) => ({ id: id * 10 + at, image_id: id, category_id: 1, bbox: [at * 0.5, 0, 2, 2], area: 4, iscrowd: 0 })),
  )
  return labelFolder({ 'instances.json': JSON.stringify({ images, annotations, categories: [{ id: 1, name: 'cat' }] }) })
}

function counts({ connection }: Store): Record<string, unknown> {
  const count = (table: string): unknown => connection.value(`SELECT count(*) FROM ${table}`)
  return { labels: count('labels'), classes: count('label_classes'), steps: count('edit_steps'), reviewed: connection.value("SELECT count(*) FROM photos WHERE review_state <> 'unreviewed'") }
}

test('an import that is killed on its way changes nothing, and the next one takes all of it', async () => {
  const path = join(temporaryFolder(), 'kill.mobilabel')
  const source = labels()
  const store = await openStore(path)
  addPhotos(store, photoCount)
  store.close()

  // What is staged by then: 100 photos of 4 labels in each transaction.
  for (const [death, staged] of [['0', 0], ['5050', 4800], ['taken', 12_000]] as const) {
    await runProgram(program, path, source, death).ended
    const after = await openStore(path)
    expect(after.connection.value('SELECT count(*) FROM staged_labels')).toBe(staged)
    expect(counts(after)).toEqual({ labels: 0, classes: 0, steps: 0, reviewed: 0 })
    const { emit } = createEmitter((error) => {
      throw error
    })
    createDatasetService({ store: after, jobs: new Jobs(() => undefined), pool: createSniffingPool(), emit })
    expect(after.connection.value('SELECT (SELECT count(*) FROM staged_labels) + (SELECT count(*) FROM staged_reviews)')).toBe(0)
    expect(after.connection.value('PRAGMA integrity_check')).toBe('ok')
    after.close()
  }

  const whole = runProgram(program, path, source)
  expect(await whole.line()).toBe('done')
  await whole.ended
  const done = await openStore(path)
  expect(counts(done)).toEqual({ labels: photoCount * boxesPerPhoto, classes: 1, steps: 1, reviewed: photoCount })
  done.close()
}, 60_000)
