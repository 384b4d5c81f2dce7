/**
 * How a long check ended: a check that cannot be made here is skipped with the reason.
 * @typedef {{ readonly kind: 'passed' | 'failed' } | { readonly kind: 'skipped', readonly reason: string }} LongResult
 */

/**
 * One check that takes too long for everyday tests.
 * @typedef {object} LongCheck
 * @property {string} name what a person types to make it alone
 * @property {string} title
 * @property {(places: import('../setup/locations.mjs').Locations, progress: import('../setup/progress.mjs').Progress) => Promise<LongResult>} run
 */

/**
 * @param {number} exitCode
 * @returns {LongResult}
 */
export function resultOfExit(exitCode) {
  return { kind: exitCode === 0 ? 'passed' : 'failed' }
}
