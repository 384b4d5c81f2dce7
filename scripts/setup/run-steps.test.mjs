import { describe, expect, it } from 'vitest'
import { locations } from './locations.mjs'
import { runSteps } from './run-steps.mjs'

const context = { places: locations({}), environment: {} }

/** @returns {import('./progress.mjs').Progress & { lines: string[] }} */
function recordedProgress() {
  /** @type {string[]} */
  const lines = []
  return {
    lines,
    say: (text) => lines.push(text),
    step: (title) => ({
      working: (reason) => lines.push(`${title} works: ${reason}`),
      detail: () => undefined,
      done: (text) => lines.push(`${title} done: ${text}`),
    }),
  }
}

/**
 * @param {string} title
 * @param {import('./run-steps.mjs').StepState[]} states one for each look
 */
function stepWith(title, states) {
  return { title, inspect: () => states.shift() ?? { done: true, detail: 'still there' }, apply: () => undefined }
}

describe('runSteps', () => {
  it('leaves alone what is in place and brings about what is not', async () => {
    const progress = recordedProgress()
    const steps = [
      stepWith('One', [{ done: true, detail: '1.0' }]),
      stepWith('Two', [{ done: false, reason: 'missing' }, { done: true, detail: '2.0' }]),
    ]
    await runSteps(steps, context, progress)
    expect(progress.lines).toEqual(['One done: 1.0', 'Two works: missing', 'Two done: 2.0'])
  })

  it('stops at a step that its own work did not bring about, with advice', async () => {
    const missing = { done: /** @type {const} */ (false), reason: 'missing' }
    const later = stepWith('Later', [])
    const run = runSteps([stepWith('One', [missing, missing]), later], context, recordedProgress())
    await expect(run).rejects.toMatchObject({ message: 'One is still not in place: missing', hint: expect.stringContaining('Remove') })
  })
})
