import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sourceState } from './source-state.mjs'

/** @type {string} */
let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'source-state-'))
  mkdirSync(join(folder, 'src', 'deep'), { recursive: true })
  write('src/deep/a.ts', 'one', 1000)
  write('lock.json', '{}', 1000)
})
afterEach(() => rmSync(folder, { recursive: true }))

/**
 * @param {string} path
 * @param {string} content
 * @param {number} changedSeconds
 */
function write(path, content, changedSeconds) {
  writeFileSync(join(folder, path), content)
  utimesSync(join(folder, path), changedSeconds, changedSeconds)
}

const state = () => sourceState(folder, ['src', 'lock.json'])

describe('sourceState', () => {
  it('stays the same while nothing changes', () => {
    expect(state()).toBe(state())
  })

  it.each([
    ['a change of length', () => write('src/deep/a.ts', 'three', 1000)],
    ['a change of time', () => write('src/deep/a.ts', 'two', 1001)],
    ['a new file', () => write('src/b.ts', '', 1000)],
    ['a removed file', () => rmSync(join(folder, 'lock.json'))],
  ])('notices %s', (_name, change) => {
    const before = state()
    change()
    expect(state()).not.toBe(before)
  })

  it('leaves tests out', () => {
    const before = state()
    write('src/a.test.ts', 'new', 1000)
    expect(state()).toBe(before)
  })
})
