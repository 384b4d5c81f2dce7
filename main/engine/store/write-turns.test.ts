import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { holdProject } from '../testing/hold-project'
import { temporaryFolder } from '../testing/temporary-folder'
import { openStore } from './open-store'
import { untilCancelled } from './write-turns'

async function heldStore() {
  const path = join(temporaryFolder(), 'a.mobilabel')
  const store = await openStore(path)
  store.connection.answerSoon()
  onTestFinished(() => store.close())
  const other = await holdProject(path)
  const paths = (): string[] => store.folders.all().map((folder) => folder.path)
  return { store, connection: store.connection, other, paths }
}

test('what waits is written once, in the order it was asked for', async () => {
  const { store, connection, other, paths } = await heldStore()
  const done: string[] = []
  const write = (path: string) => () => {
    store.folders.add(path, 1)
    done.push(path)
  }
  const writes = [
    connection.transactionWhenFree(write('/1'), untilCancelled(new AbortController().signal)),
    connection.durably(write('/2')),
    connection.transactionWhenFree(write('/3')),
  ]
  expect(done).toEqual([])
  expect(connection.inTransaction).toBe(false)
  expect(connection.pragma('synchronous')).toBe(1)
  await other.letGo()
  await Promise.all(writes)
  expect(done).toEqual(['/1', '/2', '/3'])
  expect(paths()).toEqual(done)
  expect([connection.pragma('synchronous'), connection.pragma('busy_timeout')]).toEqual([1, 100])
})

test('one whose patience ends says busy, one that is cancelled says so, and both wrote nothing', async () => {
  const { store, connection, other, paths } = await heldStore()
  const cancelled = new AbortController()
  const patient = connection.transactionWhenFree(() => store.folders.add('/patient', 1), untilCancelled(new AbortController().signal))
  const impatient = connection.durably(() => store.folders.add('/impatient', 1), { forMs: 20 })
  const stopped = connection.transactionWhenFree(() => store.folders.add('/stopped', 1), untilCancelled(cancelled.signal))
  cancelled.abort()
  expect(await Promise.allSettled([stopped, impatient])).toMatchObject([{ reason: { code: 'cancelled' } }, { reason: { code: 'busy' } }])
  await expect(connection.transactionWhenFree(() => 1, untilCancelled(cancelled.signal))).rejects.toMatchObject({ code: 'cancelled' })
  await other.letGo()
  await patient
  expect(paths()).toEqual(['/patient'])
})

test('a failure of the work is its own and is not tried again', async () => {
  const { store, connection, other, paths } = await heldStore()
  let attempts = 0
  const failing = connection.transactionWhenFree(() => {
    attempts++
    store.folders.add('/half', 1)
    throw new Error('the work failed')
  })
  const next = connection.transactionWhenFree(() => store.folders.add('/next', 1))
  const [failed] = await Promise.all([Promise.allSettled([failing]), other.letGo()])
  expect(failed).toEqual([{ status: 'rejected', reason: new Error('the work failed') }])
  await next
  expect(attempts).toBe(1)
  expect(paths()).toEqual(['/next'])
})

test('closing the project ends the wait', async () => {
  const path = join(temporaryFolder(), 'a.mobilabel')
  const store = await openStore(path)
  const other = await holdProject(path)
  const write = store.connection.transactionWhenFree(() => 1, untilCancelled(new AbortController().signal))
  store.close()
  await expect(write).rejects.toMatchObject({ code: 'engine-stopped' })
  await other.letGo()
})
