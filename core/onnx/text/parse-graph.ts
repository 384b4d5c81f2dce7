import type { Attribute } from '../attribute'
import { DATA_TYPE_CODES } from '../codec/data-type-codes'
import { tensorFromNumbers } from '../evaluate/strided-tensor'
import type { Dim, Graph, Node, ValueInfo } from '../graph'
import type { DataType, Tensor } from '../tensor'
import { TextScanner } from './text-scanner'

interface Draft {
  name: string
  readonly opsets: Map<string, number>
  readonly inputs: ValueInfo[]
  readonly outputs: ValueInfo[]
  readonly nodes: Node[]
  readonly initializers: Map<string, Tensor>
  readonly valueInfos: Map<string, ValueInfo>
  readonly metadata: Map<string, string>
}

/**
 * Reads the text `printGraph` writes. `constants` gives tensors for `constant name = …` lines with elements left out.
 * Throws SyntaxError with the line for anything else.
 */
export function parseGraph(text: string, constants: ReadonlyMap<string, Tensor> = new Map()): Graph {
  const draft: Draft = {
    name: '',
    opsets: new Map(),
    inputs: [],
    outputs: [],
    nodes: [],
    initializers: new Map(),
    valueInfos: new Map(),
    metadata: new Map(),
  }
  text.split('\n').forEach((line, number) => {
    if (line.trim() === '' || line.trim().startsWith('#')) return
    parseLine(new TextScanner(line, number + 1), draft, constants)
  })
  return draft
}

function parseLine(scanner: TextScanner, draft: Draft, constants: ReadonlyMap<string, Tensor>): void {
  const word = scanner.name()
  const parse = scanner.startsWith('=') || scanner.startsWith(',') ? undefined : STATEMENTS.get(word)
  if (parse) parse(scanner, draft, constants)
  else draft.nodes.push(parseNode(word, scanner))
  scanner.end()
}

type Statement = (scanner: TextScanner, draft: Draft, constants: ReadonlyMap<string, Tensor>) => void

const STATEMENTS: ReadonlyMap<string, Statement> = new Map<string, Statement>([
  [
    'graph',
    (scanner, draft) => {
      draft.name = scanner.name()
      while (!scanner.done()) {
        const domain = scanner.name()
        draft.opsets.set(domain === 'opset' ? '' : domain, scanner.number())
      }
    },
  ],
  [
    'metadata',
    (scanner, draft) => {
      const key = scanner.name()
      scanner.expect('=')
      draft.metadata.set(key, scanner.name())
    },
  ],
  ['input', (scanner, draft) => void draft.inputs.push(parseInfo(scanner))],
  ['output', (scanner, draft) => void draft.outputs.push(parseInfo(scanner))],
  [
    'value',
    (scanner, draft) => {
      const info = parseInfo(scanner)
      draft.valueInfos.set(info.name, info)
    },
  ],
  [
    'constant',
    (scanner, draft, constants) => {
      const name = scanner.name()
      draft.initializers.set(name, parseTensor(scanner, constants.get(name)))
    },
  ],
])

function parseNode(firstOutput: string, scanner: TextScanner): Node {
  const outputs = [firstOutput]
  while (scanner.accept(',')) outputs.push(scanner.name())
  scanner.expect('=')
  const first = scanner.name()
  const [domain, opType] = scanner.accept(':') ? [first, scanner.word()] : ['', first]
  const inputs: string[] = []
  scanner.expect('(')
  while (!scanner.accept(')')) {
    inputs.push(scanner.name())
    scanner.accept(',')
  }
  const attributes = new Map<string, Attribute>()
  while (!scanner.done() && !scanner.startsWith('@')) {
    const name = scanner.word()
    scanner.expect('=')
    attributes.set(name, parseAttribute(scanner))
  }
  const name = scanner.accept('@') ? scanner.name() : firstOutput
  return { name, opType, domain, inputs, outputs, attributes }
}

function parseAttribute(scanner: TextScanner): Attribute {
  if (scanner.startsWith("'")) return { type: 'string', value: scanner.quoted() }
  if (scanner.accept('f[')) return { type: 'floats', value: scanner.list(']', () => scanner.number()) }
  if (scanner.accept('s[')) return { type: 'strings', value: scanner.list(']', () => scanner.quoted()) }
  if (scanner.accept('[')) return { type: 'ints', value: scanner.list(']', () => scanner.number()) }
  if (scanner.accept('tensor(')) {
    const value = parseTensor(scanner, undefined)
    scanner.expect(')')
    return { type: 'tensor', value }
  }
  const digits = scanner.digits()
  const value = Number(digits)
  return /^-?\d+$/.test(digits) ? { type: 'int', value } : { type: 'float', value }
}

function parseInfo(scanner: TextScanner): ValueInfo {
  const name = scanner.name()
  const dataType = parseDataType(scanner)
  if (scanner.accept('[?]')) return { name, dataType, dims: null }
  return { name, dataType, dims: parseDims(scanner) }
}

function parseDataType(scanner: TextScanner): DataType {
  const word = scanner.word()
  if (!Object.hasOwn(DATA_TYPE_CODES, word)) scanner.fail(`${word} is no data type`)
  return word as DataType
}

function parseDims(scanner: TextScanner): Dim[] {
  scanner.expect('[')
  return scanner.list(']', () => {
    const word = scanner.word()
    if (word === '_') return null
    return /^\d+$/.test(word) ? Number(word) : word
  })
}

function parseTensor(scanner: TextScanner, given: Tensor | undefined): Tensor {
  const dataType = parseDataType(scanner)
  const dims = parseDims(scanner).filter((dim) => typeof dim === 'number')
  scanner.expect('=')
  if (scanner.accept('…')) return given ?? scanner.fail('its elements are left out and none are given')
  scanner.expect('{')
  return tensorFromNumbers(dataType, dims, scanner.list('}', () => scanner.number()))
}
