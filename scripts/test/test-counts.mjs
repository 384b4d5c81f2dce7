/**
 * @typedef {object} TestCounts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @type {TestCounts} */
export const noTests = { passed: 0, failed: 0, skipped: 0 }

/**
 * A stage without tests of its own: nothing to count unless it failed.
 * @param {number} exitCode
 * @returns {TestCounts}
 */
export function countsOfExit(exitCode) {
  return { ...noTests, failed: exitCode === 0 ? 0 : 1 }
}

/**
 * Counts from Vitest's JSON report. A run that failed outside a test (a file that cannot be loaded) counts as one failure.
 * @param {unknown} report undefined when none was written
 * @param {number} exitCode
 * @returns {TestCounts}
 */
export function vitestCounts(report, exitCode) {
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } =
    /** @type {Record<string, number>} */ (report ?? {})
  return withExit({ passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }, exitCode)
}

/**
 * Counts from Playwright's JSON report. A test that passed only when tried again counts as failed.
 * @param {unknown} report undefined when none was written
 * @param {number} exitCode
 * @returns {TestCounts}
 */
export function playwrightCounts(report, exitCode) {
  const { stats = {} } = /** @type {{ stats?: Record<string, number> }} */ (report ?? {})
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats
  return withExit({ passed: expected, failed: unexpected + flaky, skipped }, exitCode)
}

/**
 * @param {TestCounts} a
 * @param {TestCounts} b
 * @returns {TestCounts}
 */
export function addCounts(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

/**
 * @param {TestCounts} counts
 * @returns {string} the closing line
 */
export function countsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/**
 * @param {TestCounts} counts
 * @param {number} exitCode
 */
function withExit(counts, exitCode) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}
