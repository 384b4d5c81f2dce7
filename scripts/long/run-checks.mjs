import { failureText } from '../setup/report-failure.mjs'

/**
 * Makes checks one after another, also after a failure.
 * @param {readonly import('./long-check.mjs').LongCheck[]} checks
 * @param {import('../setup/locations.mjs').Locations} places
 * @param {import('../setup/progress.mjs').Progress} progress
 * @returns {Promise<import('../test/test-counts.mjs').TestCounts>} checks by how they ended
 */
export async function runChecks(checks, places, progress) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const lines = []
  for (const check of checks) {
    progress.say(`\n── ${check.name}: ${check.title}`)
    const startedMs = performance.now()
    const result = await resultOf(check, places, progress)
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
    counts[result.kind] += 1
    lines.push(`${marks[result.kind]} ${check.name} (${seconds} s)${result.kind === 'skipped' ? `: skipped, ${result.reason}` : ''}`)
  }
  progress.say(`\n${lines.join('\n')}`)
  return counts
}

const marks = { passed: '✓', failed: '✗', skipped: '–' }

/**
 * @param {import('./long-check.mjs').LongCheck} check
 * @param {import('../setup/locations.mjs').Locations} places
 * @param {import('../setup/progress.mjs').Progress} progress
 * @returns {Promise<import('./long-check.mjs').LongResult>}
 */
async function resultOf(check, places, progress) {
  try {
    return await check.run(places, progress)
  } catch (error) {
    progress.say(`✗ ${failureText(error)}`)
    return { kind: 'failed' }
  }
}
