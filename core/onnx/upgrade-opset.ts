import type { Attribute } from './attribute'
import { floatAttribute, intAttribute, intsAttribute } from './attribute'
import type { Graph, Node } from './graph'
import { inferShapes } from './shapes/infer-shapes'
import type { Tensor } from './tensor'
import { float32Tensor, int64Tensor } from './tensor'

/** Operator set that graphs are brought to; the app's own rules start from it. */
export const lowestOpset = 13
/** The newest operator set that the app's rules and ONNX Runtime both read. */
export const newestOpset = 21
/** The oldest operator set of ONNX 1.2, the first that runtimes still take. */
export const oldestOpset = 7

type Upgrade = (node: Node, constant: (part: string, tensor: Tensor) => string) => Node

function withInputs(node: Node, removed: readonly string[], inputs: readonly (string | undefined)[]): Node {
  const attributes = new Map<string, Attribute>([...node.attributes].filter(([name]) => !removed.includes(name)))
  const texts = inputs.map((input) => input ?? '')
  while (texts.at(-1) === '') texts.pop()
  return { ...node, attributes, inputs: texts }
}

const axesToInput: Upgrade = (node, constant) => {
  if (!node.attributes.has('axes')) return node
  const axes = intsAttribute(node.attributes, 'axes', [])
  return withInputs(node, ['axes'], [node.inputs[0], constant('axes', int64Tensor([axes.length], axes))])
}

/** Before opset 13 a softmax ran over all axes from `axis` (1 when left out) on; that is the same where that is the last axis. */
function upgradeSoftmax(node: Node, rank: number | null): Node {
  const axis = intAttribute(node.attributes, 'axis', 1)
  if (rank === null || (axis !== rank - 1 && axis !== -1)) {
    throw new RangeError(`${node.opType} "${node.name}" runs over several axes at once, which operator sets from 13 on do not have`)
  }
  return { ...node, attributes: new Map(node.attributes).set('axis', { type: 'int', value: -1 }) }
}

const upgrades: ReadonlyMap<string, Upgrade> = new Map<string, Upgrade>([
  ['Squeeze', axesToInput],
  ['Unsqueeze', axesToInput],
  ['ReduceSum', axesToInput],
  [
    'Split',
    (node, constant) => {
      if (!node.attributes.has('split')) return node
      const sizes = intsAttribute(node.attributes, 'split', [])
      return withInputs(node, ['split'], [node.inputs[0], constant('split', int64Tensor([sizes.length], sizes))])
    },
  ],
  [
    'Clip',
    (node, constant) => {
      if (!node.attributes.has('min') && !node.attributes.has('max')) return node
      const bound = (name: string): string | undefined =>
        node.attributes.has(name) ? constant(name, float32Tensor([], [floatAttribute(node.attributes, name, 0)])) : undefined
      return withInputs(node, ['min', 'max'], [node.inputs[0], bound('min'), bound('max')])
    },
  ],
  [
    'Pad',
    (node, constant) => {
      if (!node.attributes.has('pads')) return node
      const pads = intsAttribute(node.attributes, 'pads', [])
      const value = constant('value', float32Tensor([], [floatAttribute(node.attributes, 'value', 0)]))
      return withInputs(node, ['pads', 'value'], [node.inputs[0], constant('pads', int64Tensor([pads.length], pads)), value])
    },
  ],
  [
    'Slice',
    (node, constant) => {
      if (!node.attributes.has('starts')) return node
      const list = (name: string): string | undefined => {
        const values = intsAttribute(node.attributes, name, [])
        return node.attributes.has(name) ? constant(name, int64Tensor([values.length], values)) : undefined
      }
      return withInputs(node, ['starts', 'ends', 'axes'], [node.inputs[0], list('starts'), list('ends'), list('axes')])
    },
  ],
  ['Dropout', (node) => withInputs(node, ['ratio'], [node.inputs[0]])],
  ['BatchNormalization', (node) => withInputs(node, ['spatial'], node.inputs)],
])

/** Operators whose meaning changed in a way that is not translated. */
const untranslated: ReadonlyMap<string, number> = new Map([
  ['Upsample', 10],
  ['Resize', 11],
  ['TopK', 10],
])

/**
 * The graph in an operator set from 13 to 21; newer and older ones than ONNX Runtime reads are refused.
 * Throws RangeError naming the operator set, or the operator that has no translation.
 */
export function upgradeOpset(graph: Graph): Graph {
  const opset = graph.opsets.get('') ?? 0
  if (opset < oldestOpset || opset > newestOpset) {
    throw new RangeError(`The model uses ONNX operator set ${opset}; those from ${oldestOpset} to ${newestOpset} can be read`)
  }
  if (opset >= lowestOpset) return graph
  const lost = graph.nodes.find((node) => (untranslated.get(node.opType) ?? 0) > opset)
  if (lost !== undefined) throw new RangeError(`${lost.opType} "${lost.name}" of operator set ${opset} is not read; export the model with operator set ${lowestOpset} or newer`)
  const upgraded = applyUpgrades(graph)
  const ranks = ranksOf(upgraded)
  const nodes = upgraded.nodes.map((node) => (/^(?:Log)?Softmax$/u.test(node.opType) && node.domain === '' ? upgradeSoftmax(node, ranks.get(node.inputs[0] ?? '') ?? null) : node))
  return { ...upgraded, nodes, opsets: new Map(graph.opsets).set('', lowestOpset) }
}

function applyUpgrades(graph: Graph): Graph {
  const initializers = new Map(graph.initializers)
  const nodes = graph.nodes.map((node) => {
    const constant = (part: string, tensor: Tensor): string => {
      const name = `${node.outputs[0] ?? node.name}/${part}`
      initializers.set(name, tensor)
      return name
    }
    return (node.domain === '' ? upgrades.get(node.opType) : undefined)?.(node, constant) ?? node
  })
  return { ...graph, nodes, initializers }
}

/** As far as shapes follow. */
function ranksOf(graph: Graph): ReadonlyMap<string, number> {
  const declared = [...graph.inputs, ...graph.outputs, ...graph.valueInfos.values()]
  const inferred = attemptedShapes(graph)
  return new Map([...declared, ...inferred].flatMap(({ name, dims }): [string, number][] => (dims === null ? [] : [[name, dims.length]])))
}

function attemptedShapes(graph: Graph): readonly Graph['inputs'][number][] {
  try {
    return [...inferShapes(graph).values()]
  } catch (error) {
    if (error instanceof Error) return []
    throw error
  }
}
