import { posix } from 'node:path'
import { Visitor, parseSync } from 'oxc-parser'

/**
 * One import of a source file, whatever its form: import, re-export, import(), require() or an import type.
 * @typedef {object} Import
 * @property {string} target path from the project folder without extension for a file of the project, else the package
 *   as it is written
 * @property {boolean} isOfProject
 * @property {boolean} isTypeOnly
 * @property {number} line
 */

/**
 * What the rules need to know of a source file.
 * @typedef {object} SourceFacts
 * @property {string} path from the project folder, with forward slashes
 * @property {number} lineCount
 * @property {readonly Import[]} imports
 * @property {ReadonlyMap<string, number>} names every identifier and member name, with the line of its first use
 * @property {ReadonlyMap<string, number>} calls every `object.method` that is called and every class made without
 *   arguments (`new Date`), with its first line
 */

/**
 * @param {string} path
 * @param {string} text
 * @returns {SourceFacts}
 * @throws {Error} with the parser's message when the file cannot be parsed
 */
export function sourceFacts(path, text) {
  const parsed = parseSync(path, text)
  const fault = parsed.errors.find((error) => error.severity === 'Error')
  if (fault) throw new Error(`${path} cannot be parsed: ${fault.message}`)

  const lineOf = lineFinder(text)
  /** @type {Import[]} */
  const imports = []
  /** @type {Map<string, number>} */
  const names = new Map()
  /** @type {Map<string, number>} */
  const calls = new Map()

  /**
   * @param {string} specifier
   * @param {number} start
   * @param {boolean} isTypeOnly
   */
  const addImport = (specifier, start, isTypeOnly) => {
    imports.push({ ...resolveSpecifier(path, specifier), isTypeOnly, line: lineOf(start) })
  }

  /**
   * @param {import('oxc-parser').Node | undefined} node
   * @param {number} start
   * @param {boolean} isTypeOnly
   */
  const addLiteral = (node, start, isTypeOnly) => {
    if (node?.type === 'Literal' && typeof node.value === 'string') addImport(node.value, start, isTypeOnly)
  }

  for (const each of parsed.module.staticImports) {
    const isTypeOnly = each.entries.length > 0 && each.entries.every((entry) => entry.isType)
    addImport(each.moduleRequest.value, each.start, isTypeOnly)
  }
  for (const each of parsed.module.staticExports) {
    const request = each.entries.find((entry) => entry.moduleRequest)?.moduleRequest
    if (request) addImport(request.value, each.start, each.entries.every((entry) => entry.isType))
  }

  new Visitor({
    Identifier: (node) => note(names, node.name, lineOf(node.start)),
    ImportExpression: (node) => addLiteral(node.source, node.start, false),
    TSImportType: (node) => addLiteral(node.source, node.start, true),
    CallExpression(node) {
      const { callee } = node
      if (isRequire(callee)) addLiteral(node.arguments[0], node.start, false)
      if (callee.type === 'MemberExpression' && !callee.computed && callee.object.type === 'Identifier') {
        note(calls, `${callee.object.name}.${callee.property.name}`, lineOf(node.start))
      }
    },
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.arguments.length === 0) {
        note(calls, `new ${node.callee.name}`, lineOf(node.start))
      }
    },
  }).visit(parsed.program)
  return { path, lineCount: text.split('\n').length - (text.endsWith('\n') ? 1 : 0), imports, names, calls }
}

/**
 * @param {string} path
 * @param {string} specifier
 */
function resolveSpecifier(path, specifier) {
  const bare = specifier.replace(/\?.*$/, '')
  if (bare.startsWith('#core/')) return { target: withoutExtension(bare.slice(1)), isOfProject: true }
  if (bare.startsWith('.')) {
    return { target: withoutExtension(posix.join(posix.dirname(path), bare)), isOfProject: true }
  }
  return { target: bare, isOfProject: false }
}

/** @param {string} path */
export function withoutExtension(path) {
  return path.replace(/\.(?:tsx?|mts|mjs|js)$/, '')
}

/**
 * `require`, a function named like `appRequire`, or `createRequire(…)`.
 * @param {import('oxc-parser').Expression} callee
 * @returns {boolean}
 */
function isRequire(callee) {
  if (callee.type === 'Identifier') return /^(?:require|[a-z]\w*Require)$/.test(callee.name)
  return callee.type === 'CallExpression' && callee.callee.type === 'Identifier' && callee.callee.name === 'createRequire'
}

/**
 * @param {Map<string, number>} map
 * @param {string} name
 * @param {number} line
 */
function note(map, name, line) {
  if (!map.has(name)) map.set(name, line)
}

/** @param {string} text */
function lineFinder(text) {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (/** @type {number} */ offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (/** @type {number} */ (starts[middle]) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}
