import { checkOneFileNames, checkSource } from './check-source.mjs'
import { findCycles } from './find-cycles.mjs'
import { cycleSentence } from './rules.mjs'
import { sourceFacts } from './source-facts.mjs'

/**
 * Every place in which the source departs from the rules of its folders.
 * @param {readonly (readonly [path: string, text: string])[]} files
 * @returns {import('./check-source.mjs').Violation[]}
 */
export function findViolations(files) {
  const sources = files.map(([path, text]) => sourceFacts(path, text))
  const cycles = findCycles(sources).map((cycle) => ({
    path: cycle[0] ?? '',
    line: 1,
    subject: [...cycle, cycle[0]].join(' → '),
    sentence: cycleSentence,
  }))
  return [...sources.flatMap(checkSource), ...checkOneFileNames(sources), ...cycles]
}
