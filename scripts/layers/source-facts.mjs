import { posix } from 'node:path'
import { parseSync, visitorKeys } from 'oxc-parser'

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

  for (const each of parsed.module.staticImports) {
    const isTypeOnly = each.entries.length > 0 && each.entries.every((entry) => entry.isType)
    addImport(each.moduleRequest.value, each.start, isTypeOnly)
  }
  for (const each of parsed.module.staticExports) {
    const request = each.entries.find((entry) => entry.moduleRequest)?.moduleRequest
    if (request) addImport(request.value, each.start, each.entries.every((entry) => entry.isType))
  }

  walk(/** @type {any} */ (parsed.program), (node) => {
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') note(names, node.name, lineOf(node.start))
    const dynamic = dynamicSpecifier(node)
    if (dynamic !== undefined) addImport(dynamic, node.start, node.type === 'TSImportType')
    const call = calledName(node)
    if (call !== undefined) note(calls, call, lineOf(node.start))
  })
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

/** @param {any} node @returns {string | undefined} */
function dynamicSpecifier(node) {
  if (node.type === 'ImportExpression' || node.type === 'TSImportType') return stringOf(node.source ?? node.argument)
  if (node.type !== 'CallExpression') return undefined
  const isRequire = node.callee.type === 'Identifier' && /require$/i.test(node.callee.name)
  const isMadeRequire = node.callee.type === 'CallExpression' && node.callee.callee.name === 'createRequire'
  return isRequire || isMadeRequire ? stringOf(node.arguments[0]) : undefined
}

/** @param {any} node @returns {string | undefined} */
function stringOf(node) {
  const literal = node?.type === 'TSLiteralType' ? node.literal : node
  return literal?.type === 'Literal' && typeof literal.value === 'string' ? literal.value : undefined
}

/** @param {any} node @returns {string | undefined} */
function calledName(node) {
  if (node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.arguments.length === 0) {
    return `new ${node.callee.name}`
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed) return undefined
  return node.callee.object.type === 'Identifier' ? `${node.callee.object.name}.${node.callee.property.name}` : undefined
}

/** @param {any} node @param {(node: any) => void} visit */
function walk(node, visit) {
  visit(node)
  for (const key of visitorKeys[node.type] ?? []) {
    const child = node[key]
    if (Array.isArray(child)) for (const each of child) each && walk(each, visit)
    else if (child) walk(child, visit)
  }
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
