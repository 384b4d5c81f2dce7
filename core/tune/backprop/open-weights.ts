import { AppError } from '#core/contract/errors'
import type { Graph, ValueInfo } from '#core/onnx/graph'

/** The graph with the named weights as inputs behind its own, so that they can change between runs. Throws AppError `unsupported-model` for one that is not a float constant. */
export function openWeights(graph: Graph, names: readonly string[]): Graph {
  const opened = names.map((name): ValueInfo => {
    const tensor = graph.initializers.get(name)
    if (tensor?.dataType !== 'float32') throw new AppError('unsupported-model', `"${name}" of "${graph.name}" holds no float weights that could learn.`, { hint: 'Tune the float model, then make the result smaller.' })
    return { name, dataType: 'float32', dims: tensor.dims }
  })
  const isOpened = new Set(names)
  return { ...graph, inputs: [...graph.inputs, ...opened], initializers: new Map([...graph.initializers].filter(([name]) => !isOpened.has(name))) }
}
