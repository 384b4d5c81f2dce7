import { expect, it } from 'vitest'
import { locations } from '../setup/locations.mjs'
import { SetupError } from '../setup/setup-error.mjs'
import { runChecks } from './run-checks.mjs'

/** @param {string[]} lines */
function listening(lines) {
  const step = { working: () => undefined, detail: () => undefined, done: () => undefined, failed: () => undefined }
  return { say: (/** @type {string} */ line) => void lines.push(line), step: () => step }
}

it('goes on after failures and counts every end', async () => {
  /** @type {string[]} */
  const made = []
  /**
   * @param {string} name
   * @param {() => import('./long-check.mjs').LongResult} end
   * @returns {import('./long-check.mjs').LongCheck}
   */
  const check = (name, end) => ({
    name,
    title: name,
    run: () => {
      made.push(name)
      return Promise.resolve().then(end)
    },
  })
  const broken = () => {
    throw new SetupError('The network is away.', 'Connect it.')
  }
  /** @type {string[]} */
  const lines = []
  const checks = [
    check('one', () => ({ kind: 'failed' })),
    check('two', broken),
    check('three', () => ({ kind: 'skipped', reason: 'not here' })),
    check('four', () => ({ kind: 'passed' })),
  ]
  expect(await runChecks(checks, locations({}), listening(lines))).toEqual({ passed: 1, failed: 2, skipped: 1 })
  expect(made).toEqual(['one', 'two', 'three', 'four'])
  expect(lines.join('\n')).toMatch(/The network is away\.\n {2}→ Connect it\.[\s\S]*✗ one[\s\S]*✗ two[\s\S]*– three[^\n]*: skipped, not here\n✓ four/)
})
