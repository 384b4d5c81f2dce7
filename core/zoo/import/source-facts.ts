import { AppError } from '#core/contract/errors'
import type { BorderTensor } from '#core/model/import-proposal'
import type { SizePx } from '#core/model/photo'
import type { Graph, ValueInfo } from '#core/onnx/graph'
import { shapesOf, withInputDims } from './prepare-source'

/** An output with the extents that follow from the input's size. */
export interface OutputFacts {
  readonly name: string
  readonly dataType: string
  readonly dims: readonly (number | null)[]
}

/** What the borders of a graph say. */
export interface SourceFacts {
  readonly graph: Graph
  readonly input: ValueInfo
  readonly layout: 'channels-first' | 'channels-last'
  readonly size: SizePx
  /** False when the file leaves the size open. */
  readonly isSizeKnown: boolean
  readonly outputs: readonly OutputFacts[]
}

const usualSize = 224

export function borderTensor({ name, dataType, dims }: ValueInfo): BorderTensor {
  return { name, dataType, dims: dims === null ? null : dims.map((dim) => (typeof dim === 'number' && dim > 0 ? dim : null)) }
}

/** Reads the borders of a prepared graph. Throws AppError `unsupported-model` when no input can take a photo. */
export function sourceFacts(graph: Graph): SourceFacts {
  const [input, second] = graph.inputs
  if (input === undefined) throw new AppError('unsupported-model', 'The model has no input.')
  if (second !== undefined) {
    throw new AppError('unsupported-model', `The model has ${graph.inputs.length} inputs (${graph.inputs.map(({ name }) => `"${name}"`).join(', ')}); only one picture can be given.`)
  }
  const { layout, rows, columns } = pictureAxes(input)
  const isSizeKnown = rows !== null && columns !== null
  const size = { height: rows ?? columns ?? usualSize, width: columns ?? rows ?? usualSize }
  const picture = layout === 'channels-first' ? [3, size.height, size.width] : [size.height, size.width, 3]
  const settled = withInputDims(graph, input.name, input.dims?.length === 3 ? picture : [1, ...picture])
  const infos = shapesOf(settled)
  const outputs = settled.outputs.map((output) => {
    const { dims } = borderTensor({ ...output, dims: output.dims ?? infos.get(output.name)?.dims ?? null })
    return { name: output.name, dataType: output.dataType, dims: dims ?? [] }
  })
  return { graph, input, layout, size, isSizeKnown, outputs }
}

function pictureAxes({ name, dims }: ValueInfo): { readonly layout: SourceFacts['layout']; readonly rows: number | null; readonly columns: number | null } {
  const shown = `[${(dims ?? []).map((dim) => dim ?? '?').join(', ')}]`
  if (dims === null) return { layout: 'channels-first', rows: null, columns: null }
  if (dims.length !== 3 && dims.length !== 4) throw new AppError('unsupported-model', `The input "${name}" is ${shown}; a picture has three axes, or four with the batch.`)
  const axes = dims.slice(-3).map((dim) => (typeof dim === 'number' && dim > 0 ? dim : null))
  const [first = null, second = null, third = null] = axes
  if (third === 3 && first !== 3) return { layout: 'channels-last', rows: first, columns: second }
  if (first === 3 || (first === null && third !== 1)) return { layout: 'channels-first', rows: second, columns: third }
  throw new AppError('unsupported-model', `The input "${name}" is ${shown}; none of its axes holds the three colours of a photo.`)
}
