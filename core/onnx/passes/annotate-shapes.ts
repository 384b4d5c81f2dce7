import { inferShapes } from '../shapes/infer-shapes'
import type { Pass } from './pass'

/** Stores the inferred types of all values between inputs and outputs, for tools that do not infer them. */
export const annotateShapes: Pass = {
  name: 'annotate-shapes',
  run: (graph) => {
    const ends = new Set([...graph.inputs, ...graph.outputs].map((info) => info.name))
    const computed = [...inferShapes(graph)].filter(([name]) => !graph.initializers.has(name) && !ends.has(name))
    return { ...graph, valueInfos: new Map(computed) }
  },
}
