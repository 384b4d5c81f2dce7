import { AppError } from '#core/contract/errors'
import type { ImportChoices, ImportInput } from '#core/model/import-choices'
import type { FamilyId } from '#core/model/model-card'
import type { Graph, ValueInfo } from '#core/onnx/graph'
import { makeNode } from '#core/onnx/make-node'
import { importPasses } from '#core/onnx/passes/import-passes'
import { removeDeadCode } from '#core/onnx/passes/remove-dead-code'
import { runPasses } from '#core/onnx/passes/run-passes'
import { renameAllValues } from '#core/onnx/rename-all-values'
import { verifyGraph } from '#core/onnx/spec/verify-graph'
import { OutputSource } from './float-output'
import { GraphDraft } from './graph-draft'
import { prepareSource, shapesOf, withInputDims } from './prepare-source'
import { standardInput } from './standard-input'
import { readingRules, standardOutputs } from './standard-outputs'

/** A model in the form the rest of the app knows: float32 [1, 3, height, width] in, the outputs of a family out. */
export interface StandardModel {
  readonly graph: Graph
  readonly family: FamilyId
  readonly outputs: readonly string[]
  /** Why it cannot be made smaller; null when it can. */
  readonly fixedReason: string | null
  /** Names in the graph of the file's own outputs that were kept, by their names in the file. */
  readonly kept: ReadonlyMap<string, string>
}

/** Names that the values inside must not have. */
const familyNames: ReadonlySet<string> = new Set(['logits', 'probabilities', 'scores', 'boxes', 'box_encodings', 'anchors', 'classes', 'count', 'picture'])

/**
 * Rewrites a graph as the choices say. The file's own outputs named in `kept` stay outputs besides, so that they can be compared
 * with those of the file itself.
 * Throws AppError `unsupported-model` or `bad-input` naming the tensor that does not fit.
 */
export function standardGraph(source: Graph, choices: ImportChoices, kept: readonly string[] = []): StandardModel {
  const { task, input, reading } = choices
  if (readingRules[reading.kind].task !== task) throw new AppError('bad-input', `Outputs of the kind "${reading.kind}" do not answer ${task}.`)
  const prepared = movedAside(withInputDims(prepareSource(source), input.name, inputDims(source, input)))
  const { draft, info, values, family } = attached(prepared.graph, renamedChoices(choices, prepared.nameOf))
  const outputs = Object.entries(values)
  const joined = draft.finish(info, outputs.map(([, value]) => ({ name: value, dataType: 'float32', dims: null })))
  const originals = prepared.graph.outputs.filter(({ name }) => kept.some((original) => prepared.nameOf(original) === name))
  return {
    family,
    outputs: outputs.map(([name]) => name),
    kept: new Map(kept.map((name) => [name, prepared.nameOf(name)])),
    ...tidied(named(joined, outputs, originals), family),
  }
}

/** Extents of the file's input for one photo. Throws AppError when the input is no picture of three colours. */
export function inputDims(source: Graph, { name, layout, size }: ImportInput): readonly number[] {
  const input = source.inputs.find((candidate) => candidate.name === name)
  if (input === undefined) throw new AppError('bad-input', `The model has no input "${name}".`)
  const others = source.inputs.filter((candidate) => candidate !== input)
  if (others.length > 0) throw new AppError('unsupported-model', `The model also asks for ${others.map((other) => `"${other.name}"`).join(', ')}; only one picture can be given.`)
  const picture = layout === 'channels-first' ? [3, size.height, size.width] : [size.height, size.width, 3]
  const rank = input.dims?.length ?? 4
  const dims = rank === 3 ? picture : [1, ...picture]
  const fits = input.dims === null || (input.dims.length === dims.length && input.dims.every((dim, axis) => typeof dim !== 'number' || dim === dims[axis] || dim < 1))
  if (fits) return dims
  throw new AppError('unsupported-model', `The input "${name}" is [${(input.dims ?? []).map((dim) => dim ?? '?').join(', ')}], which is no place for a picture [${dims.join(', ')}].`)
}

function attached(graph: Graph, { input, reading }: ImportChoices) {
  const draft = new GraphDraft(graph)
  const dims = graph.inputs.find(({ name }) => name === input.name)?.dims?.map(Number) ?? []
  const info = standardInput(draft, graph, input, dims)
  return { draft, info, ...standardOutputs(reading, new OutputSource(draft, graph), input.size) }
}

/** Frees the names of the families for the outputs. */
function movedAside(graph: Graph): { readonly graph: Graph; readonly nameOf: (name: string) => string } {
  const nameOf = (name: string): string => (familyNames.has(name) ? `source/${name}` : name)
  return { graph: renameAllValues(graph, nameOf), nameOf }
}

/** The choices with tensors under their new names. */
function renamedChoices(choices: ImportChoices, nameOf: (name: string) => string): ImportChoices {
  const tensors = new Set(['output', 'boxes', 'scores', 'classes', 'count', 'name'])
  const renamed = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, tensors.has(key) && typeof inner === 'string' ? nameOf(inner) : renamed(inner)]))
  }
  return { ...choices, input: { ...choices.input, name: nameOf(choices.input.name) }, reading: renamed(choices.reading) as ImportChoices['reading'] }
}

/** The values under the names of the family's outputs, and the file's own outputs that are kept. */
function named(graph: Graph, outputs: readonly (readonly [string, string])[], originals: readonly ValueInfo[]): Graph {
  const fresh = outputs.filter(([name, value]) => name !== value)
  const nodes = [...graph.nodes, ...fresh.map(([name, value]) => ({ ...makeNode('Identity', [value], [name]), name: `import/${name}_output` }))]
  const infos = shapesOf({ ...graph, nodes, outputs: [] })
  const declared = outputs.map(([name]): ValueInfo => ({ name, dataType: 'float32', dims: infos.get(name)?.dims ?? null }))
  return { ...graph, nodes, outputs: [...declared, ...originals] }
}

/** Simplified where every operator is known to the app, left as it is otherwise: ONNX Runtime knows more than our rules. */
function tidied(graph: Graph, family: FamilyId): Pick<StandardModel, 'graph' | 'fixedReason'> {
  const told = removeDeadCode.run({ ...graph, metadata: new Map([['family', family]]) })
  const [problem] = verifyGraph(told)
  if (problem !== undefined) return { graph: told, fixedReason: problem }
  return { graph: runPasses(told, importPasses).graph, fixedReason: null }
}
