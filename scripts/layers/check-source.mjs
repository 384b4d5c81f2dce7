import {
  callRules, folderRules, longFileSentence, longestFileLines, oneFileRules, packageRules,
} from './rules.mjs'
import { withoutExtension } from './source-facts.mjs'

/**
 * @typedef {object} Violation
 * @property {string} path
 * @property {number} line
 * @property {string} subject what breaks the rule
 * @property {string} sentence the rule
 */

/**
 * Where one source file breaks a rule that can be judged by that file alone.
 * @param {import('./source-facts.mjs').SourceFacts} facts
 * @returns {Violation[]}
 */
export function checkSource(facts) {
  return [...lengthViolations(facts), ...importViolations(facts), ...callViolations(facts)]
}

/**
 * Where names that belong into one file per area appear in several: reported for every file after the first.
 * @param {readonly import('./source-facts.mjs').SourceFacts[]} sources
 * @returns {Violation[]}
 */
export function checkOneFileNames(sources) {
  return oneFileRules.flatMap(({ name, areas, sentence }) =>
    areas.flatMap((area) => {
      const users = sources.filter(
        ({ path, names }) => names.has(name) && !isTest(path) && areas.find((each) => each.test(path)) === area,
      )
      return users.slice(1).map(({ path, names }) => ({
        path,
        line: names.get(name) ?? 1,
        subject: `${name} (also in ${users[0]?.path})`,
        sentence,
      }))
    }),
  )
}

/** @param {string} path */
function isTest(path) {
  return /\.test\.tsx?$/.test(path)
}

/** @param {import('./source-facts.mjs').SourceFacts} facts @returns {Violation[]} */
function lengthViolations({ path, lineCount }) {
  if (lineCount <= longestFileLines) return []
  return [{ path, line: lineCount, subject: `${lineCount} lines`, sentence: longFileSentence }]
}

/** @param {import('./source-facts.mjs').SourceFacts} facts @returns {Violation[]} */
function importViolations({ path, imports }) {
  const importer = withoutExtension(path)
  const rules = folderRules.filter(({ files }) => files.test(importer))
  return imports.flatMap(({ target, isOfProject, isTypeOnly, line }) => {
    const sentences = isOfProject
      ? rules.filter((rule) => !isAllowed(rule, target, isTypeOnly, path)).map(({ sentence }) => sentence)
      : packageRules
          .filter(({ packages, onlyIn }) => packages.test(target) && !onlyIn.test(importer))
          .map(({ sentence }) => sentence)
    return sentences.map((sentence) => ({ path, line, subject: `imports ${target}`, sentence }))
  })
}

/**
 * @param {import('./rules.mjs').FolderRule} rule
 * @param {string} target
 * @param {boolean} isTypeOnly
 * @param {string} path
 */
function isAllowed(rule, target, isTypeOnly, path) {
  const targetFolder = rule.ownFolder?.exec(target)?.[0]
  if (targetFolder !== undefined && !path.startsWith(targetFolder)) return false
  if (rule.mayImport.some((pattern) => pattern.test(target))) return true
  if (isTypeOnly && rule.mayImportTypes?.some((pattern) => pattern.test(target))) return true
  return isTest(path) && target.startsWith('core/testing/')
}

/** @param {import('./source-facts.mjs').SourceFacts} facts @returns {Violation[]} */
function callViolations({ path, calls }) {
  if (isTest(path)) return []
  return callRules
    .filter(({ files }) => files.test(path))
    .flatMap((rule) =>
      rule.calls
        .filter((name) => calls.has(name))
        .map((name) => ({ path, line: calls.get(name) ?? 1, subject: `uses ${name}`, sentence: rule.sentence })),
    )
}
