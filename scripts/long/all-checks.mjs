import { enginePrograms } from './engine-programs.mjs'
import { fiftyThousand } from './fifty-thousand.mjs'
import { memory } from './memory.mjs'
import { newerNode } from './newer-node.mjs'

/**
 * Every long check, in the order they are made.
 * @param {string} projectFolder
 * @returns {readonly import('./long-check.mjs').LongCheck[]}
 */
export function allChecks(projectFolder) {
  return [...enginePrograms(projectFolder), newerNode, fiftyThousand, memory]
}
