import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectMemory } from './project-memory'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mobilabel-projects-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('the default project comes first, later the newest one that is still there', () => {
  const file = join(folder, 'state', 'projects.json')
  const first = projectMemory(file, '/default', () => true)
  expect([first.firstStart, first.startProject()]).toEqual([true, '/default'])
  first.opened('/default')
  first.opened('/b')
  first.opened('/c')
  const later = projectMemory(file, '/default', (path) => path !== '/c')
  expect([later.firstStart, later.startProject()]).toEqual([false, '/b'])
})

test('a damaged memory is no reason not to start', () => {
  const file = join(folder, 'projects.json')
  writeFileSync(file, '{"recent": [1')
  expect(projectMemory(file, '/default', () => true).startProject()).toBe('/default')
})
