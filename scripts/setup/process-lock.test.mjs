import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withProcessLock } from './process-lock.mjs'

const silent = { say: () => undefined, step: () => ({ working: () => undefined, detail: () => undefined, done: () => undefined }) }
const noSuchProcess = '2147483646'

/** @type {string} */
let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'process-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('withProcessLock', () => {
  it('lets one at a time work', async () => {
    const lock = join(folder, 'deep', 'a.lock')
    /** @type {string[]} */
    const events = []
    /** @param {string} name */
    const work = (name) =>
      withProcessLock(lock, silent, async () => {
        events.push(`${name} in`)
        await sleep(50)
        events.push(`${name} out`)
      })
    await Promise.all([work('first'), work('second')])
    expect(events.join()).toBe('first in,first out,second in,second out')
    expect(existsSync(lock)).toBe(false)
  })

  it('takes over from a process that has ended', async () => {
    const lock = join(folder, 'a.lock')
    writeFileSync(lock, noSuchProcess)
    await expect(withProcessLock(lock, silent, async () => 'done')).resolves.toBe('done')
  })

  it('is free again after work that failed', async () => {
    const lock = join(folder, 'a.lock')
    await expect(withProcessLock(lock, silent, () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck')
    expect(existsSync(lock)).toBe(false)
  })
})
