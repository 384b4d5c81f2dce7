import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runScript } from '../testing/run-script'
import { temporaryFolder } from '../testing/temporary-folder'
import { Connection } from './connection'
import { migrationBackupPath } from './migrate'
import { migrations, type Migration } from './migrations/index'
import { openStore } from './open-store'
import { projectLockPath } from './project-lock'

const addColumn: Migration = { name: 'add-colour', apply: (connection) => connection.script('ALTER TABLE folders ADD COLUMN colour TEXT') }
const failing: Migration = {
  name: 'failing',
  apply: (connection) => {
    connection.script('ALTER TABLE folders ADD COLUMN half TEXT')
    connection.script('SELECT * FROM no_such_table')
  },
}

function projectPath(): string {
  return join(temporaryFolder(), 'Holiday.mobilabel')
}

test('creates a project and finds its content again', async () => {
  const path = projectPath()
  const first = await openStore(path)
  first.folders.add('/photos', 5)
  first.settings.merge({ theme: 'dark', threshold: 0.4 })
  first.settings.merge({ threshold: 0.5 })
  first.close()
  const second = await openStore(path)
  expect(second.folders.all()).toEqual([{ id: 1, path: '/photos', lastScanAtMs: null }])
  expect(second.settings.read()).toEqual({ theme: 'dark', threshold: 0.5 })
  expect(second.maintenance.schemaVersion()).toBe(migrations.length)
  second.close()
})

test('a setting that no longer fits its type counts as not set', async () => {
  const store = await openStore(projectPath())
  store.settings.merge({ theme: 'dark', threshold: 0.4 })
  store.connection.run("UPDATE settings SET value = '7' WHERE key = 'threshold'")
  store.connection.run("INSERT INTO settings VALUES ('ofLater', '1')")
  expect(store.settings.read()).toEqual({ theme: 'dark' })
  store.close()
})

test('a second opening is refused with the name of the project, also through a link', async () => {
  const path = projectPath()
  const store = await openStore(path)
  await expect(openStore(path)).rejects.toMatchObject({ code: 'project-locked', message: expect.stringContaining('Holiday.mobilabel') as string })
  const link = join(temporaryFolder(), 'link.mobilabel')
  symlinkSync(path, link)
  await expect(openStore(link)).rejects.toMatchObject({ code: 'project-locked' })
  store.close()
  const again = await openStore(link)
  again.close()
})

test('another process keeps the project to itself until it is killed', async () => {
  const path = projectPath()
  const holder = runScript(
    `const D = require('better-sqlite3'); const d = new D(process.argv[1]); d.exec('BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => d, 1000)`,
    projectLockPath(path),
  )
  expect(await holder.line()).toBe('held')
  await expect(openStore(path)).rejects.toMatchObject({ code: 'project-locked' })
  holder.process.kill('SIGKILL')
  await holder.ended
  const store = await openStore(path)
  store.close()
})

test('a project of a later version is left alone', async () => {
  const path = projectPath()
  const store = await openStore(path, { migrations: [...migrations, addColumn] })
  store.close()
  await expect(openStore(path)).rejects.toMatchObject({ code: 'project-newer' })
  const later = await openStore(path, { migrations: [...migrations, addColumn] })
  expect(later.maintenance.schemaVersion()).toBe(migrations.length + 1)
  later.close()
})

test('a migration keeps a copy of the project as it was', async () => {
  const path = projectPath()
  const before = await openStore(path)
  before.folders.add('/photos', 5)
  before.close()
  const backup = migrationBackupPath(path, migrations.length)
  expect(existsSync(backup)).toBe(false)
  const after = await openStore(path, { migrations: [...migrations, addColumn] })
  expect(after.connection.all('SELECT path, colour FROM folders')).toEqual([{ path: '/photos', colour: null }])
  after.close()
  const copy = await openStore(backup)
  expect(copy.folders.all()).toHaveLength(1)
  expect(copy.maintenance.schemaVersion()).toBe(migrations.length)
  copy.close()
})

test('a failing migration changes nothing', async () => {
  const path = projectPath()
  const before = await openStore(path)
  before.folders.add('/photos', 5)
  before.close()
  await expect(openStore(path, { migrations: [...migrations, failing] })).rejects.toThrow('no_such_table')
  const after = await openStore(path)
  expect(after.connection.column('SELECT name FROM pragma_table_info(?)', ['folders'])).not.toContain('half')
  after.close()
})

test('a file that is no database, or that of another program, is refused and stays as it is', async () => {
  const text = projectPath()
  writeFileSync(text, 'These are notes, not a project. '.repeat(100))
  await expect(openStore(text)).rejects.toMatchObject({ code: 'project-damaged', hint: expect.stringContaining('backup') as string })
  const foreign = projectPath()
  const other = new Connection(foreign)
  other.script('CREATE TABLE bookmarks (url TEXT)')
  other.close()
  await expect(openStore(foreign)).rejects.toMatchObject({ code: 'project-damaged', message: expect.stringContaining('another program') as string })
  const again = new Connection(foreign)
  expect(again.column('SELECT name FROM sqlite_schema')).toEqual(['bookmarks'])
  again.close()
})

test('a truncated project is reported as damaged', async () => {
  const path = projectPath()
  const store = await openStore(path)
  store.close()
  writeFileSync(path, readFileSync(path).subarray(0, 9000))
  const opening = openStore(path).then((opened) => {
    try {
      return opened.maintenance.tables().flatMap((table) => opened.maintenance.tableProblems(table))
    } finally {
      opened.close()
    }
  })
  await expect(opening).rejects.toMatchObject({ code: 'project-damaged' })
})

test('a folder that cannot be made is said so', async () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  await expect(openStore(join(file, 'below', 'a.mobilabel'))).rejects.toMatchObject({ code: 'cannot-write' })
})
