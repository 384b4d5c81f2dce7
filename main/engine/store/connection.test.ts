import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runScript } from '../testing/run-script'
import { temporaryFolder } from '../testing/temporary-folder'
import { Connection } from './connection'
import { openStore } from './open-store'

/** Holds a write transaction for as long as asked, then keeps its change. */
const heldWrite = `
  const D = require('better-sqlite3'); const d = new D(process.argv[1]);
  d.exec('BEGIN IMMEDIATE'); d.exec("INSERT INTO folders (path, added_at_ms) VALUES ('/theirs', 1)"); console.log('held');
  setTimeout(() => { d.exec('COMMIT'); d.close() }, Number(process.argv[2]))`

function projectPath(): string {
  return join(temporaryFolder(), 'a.mobilabel')
}

test('on a full disk nothing is half saved and work goes on once there is room', async () => {
  const store = await openStore(projectPath())
  const { connection } = store
  store.folders.add('/before', 1)
  connection.pragma(`max_page_count = ${Number(connection.pragma('page_count'))}`)
  const fill = (): void =>
    connection.transaction(() => {
      for (let index = 0; index < 5000; index++) store.folders.add(`/a/long/path/to/fill/pages/${index}`, index)
    })
  expect(fill).toThrow(expect.objectContaining({ code: 'disk-full' }) as Error)
  expect(connection.inTransaction).toBe(false)
  expect(store.folders.all().map((folder) => folder.path)).toEqual(['/before'])
  connection.pragma('max_page_count = 1000000')
  fill()
  expect(store.folders.all()).toHaveLength(5001)
  expect(connection.value('PRAGMA integrity_check')).toBe('ok')
  store.close()
})

test("waits for another program's write and loses nothing", async () => {
  const path = projectPath()
  const store = await openStore(path)
  const other = runScript(heldWrite, path, '700')
  expect(await other.line()).toBe('held')
  const startedMs = performance.now()
  store.folders.add('/ours', 2)
  expect(performance.now() - startedMs).toBeGreaterThan(300)
  expect(store.folders.all().map((folder) => folder.path)).toEqual(['/theirs', '/ours'])
  await other.ended
  store.close()
})

test('says that another program is using the project when the wait is over', async () => {
  const path = projectPath()
  const store = await openStore(path, { busyTimeoutMs: 50 })
  const other = runScript(heldWrite, path, '60000')
  expect(await other.line()).toBe('held')
  expect(() => store.folders.add('/ours', 2)).toThrow(expect.objectContaining({ code: 'busy' }) as Error)
  expect(store.folders.all()).toEqual([])
  other.process.kill('SIGKILL')
  await other.ended
  store.folders.add('/ours', 2)
  expect(store.folders.all()).toHaveLength(1)
  store.close()
})

test('an inner transaction belongs to the outer one', () => {
  const connection = new Connection(projectPath())
  connection.script('CREATE TABLE t (n INTEGER)')
  expect(() =>
    connection.transaction(() => {
      connection.transaction(() => connection.run('INSERT INTO t VALUES (1)'))
      throw new Error('outer')
    }),
  ).toThrow('outer')
  expect(connection.value('SELECT count(*) FROM t')).toBe(0)
  connection.close()
})

test('keeps working with more different statements than it remembers', () => {
  const connection = new Connection(projectPath())
  const sums = Array.from({ length: 1000 }, (_, index) => connection.value<number>(`SELECT ${index} + 1`))
  expect(sums).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1))
  connection.close()
})
