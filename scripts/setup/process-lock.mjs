import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SetupError } from './setup-error.mjs'
import { readText } from './small-files.mjs'

const longestWaitMs = 20 * 60 * 1000
const pollMs = 200

/**
 * Runs `work` while no other process that uses the same lock does. A lock whose process has ended is taken over.
 * @template Result
 * @param {string} lock path of a file that exists while it is held
 * @param {import('./progress.mjs').Progress} progress
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withProcessLock(lock, progress, work) {
  mkdirSync(dirname(lock), { recursive: true })
  const deadlineMs = Date.now() + longestWaitMs
  let hasSaidSo = false
  while (!tryTake(lock)) {
    if (Date.now() > deadlineMs) {
      throw new SetupError('Another set-up or build has been running for 20 minutes.', `If there is none, delete ${lock}.`)
    }
    if (!hasSaidSo) progress.say(`Waiting for another set-up or build (process ${readText(lock) ?? 'just ended'})`)
    hasSaidSo = true
    await sleep(pollMs)
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/**
 * @param {string} lock
 * @returns {boolean} whether this process now holds it
 */
function tryTake(lock) {
  if (create(lock)) return true
  const owner = readText(lock)
  const isAbandoned = owner !== undefined && owner !== '' && !isRunning(Number(owner))
  if (isAbandoned) takeAway(lock, owner)
  return isAbandoned && create(lock)
}

/**
 * @param {string} lock
 * @returns {boolean} false when it exists already
 */
function create(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/**
 * Moves a dead process's lock away. When another process was quicker and the lock is a new one by now, it is put back.
 * @param {string} lock
 * @param {string} owner
 */
function takeAway(lock, owner) {
  const aside = `${lock}.${process.pid}`
  try {
    renameSync(lock, aside)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
    throw error
  }
  if (readText(aside) === owner) rmSync(aside, { force: true })
  else renameSync(aside, lock)
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
