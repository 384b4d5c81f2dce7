import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLogFile } from './log-file'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mobilabel-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const clock = (): Date => new Date('2024-05-06T07:08:09.010Z')

test('every line gets the time and its source, and the folder is made', () => {
  const path = join(folder, 'logs', 'main.log')
  openLogFile(path, undefined, clock).write('engine', 'one\r\n\ntwo\n')
  expect(readFileSync(path, 'utf8')).toBe('2024-05-06T07:08:09.010Z engine: one\n2024-05-06T07:08:09.010Z engine: two\n')
})

test('a full file becomes .1 and the oldest is dropped', () => {
  const path = join(folder, 'main.log')
  const limits = { bytesPerFile: 40, olderFiles: 2 }
  for (const word of ['first', 'second', 'third', 'fourth']) openLogFile(path, limits, clock).write('app', word)
  expect(readdirSync(folder).sort()).toEqual(['main.log', 'main.log.1', 'main.log.2'])
  expect(readFileSync(path, 'utf8')).toContain('fourth')
  expect(readFileSync(`${path}.1`, 'utf8')).toContain('third')
  expect(readFileSync(`${path}.2`, 'utf8')).toContain('second')
})
