import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openStore } from '../../store/open-store'
import { buildTestProgram } from '../../testing/build-test-program'
import { runProgram } from '../../testing/run-script'
import { temporaryFolder } from '../../testing/temporary-folder'
import { addPhotos } from '../../testing/test-review'

const oldestKept = 70
let program = ''

beforeAll(async () => {
  program = await buildTestProgram('edit-program.ts', 'review-kill')
})

/** Runs edits from `first` on and kills the program after `count` acknowledgements; returns the last acknowledged number. */
async function editUntilKilled(path: string, first: number, count: number): Promise<number> {
  const running = runProgram(program, path, String(first))
  let last = first - 1
  for (let seen = 0; seen < count; seen++) last = Number((await running.line()).slice('saved '.length))
  running.process.kill('SIGKILL')
  await running.ended
  return last
}

test('a killed engine loses no acknowledged edit and keeps none by halves', async () => {
  const path = join(temporaryFolder(), 'kill.mobilabel')
  const store = await openStore(path)
  addPhotos(store, 10)
  store.classes.add({ name: 'thing', color: '#000000', key: null })
  store.close()
  let next = 0
  for (const count of [1, 137, 60, 250]) {
    const last = await editUntilKilled(path, next, count)
    const reopened = await openStore(path)
    const numbers = reopened.connection.column<string>('SELECT label_id FROM labels').map((id) => Number(id.slice('box '.length)))
    const newest = Math.max(...numbers)
    expect(newest).toBeGreaterThanOrEqual(last)
    const expected = Array.from({ length: Math.min(newest + 1, oldestKept) }, (_value, index) => newest - index)
    expect(numbers.sort((a, b) => b - a)).toEqual(expected)
    for (const label of reopened.labels.ofPhoto(1 + (newest % 10))) expect(label.geometry).toMatchObject({ kind: 'box', x: Number(label.id.slice(4)) })
    expect(reopened.labels.reviewState(1 + (newest % 10))).toBe('in-progress')
    expect(reopened.connection.value('PRAGMA integrity_check')).toBe('ok')
    reopened.close()
    next = newest + 1
  }
})
