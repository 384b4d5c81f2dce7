import type { Graph } from '#core/onnx/graph'
import { parseGraph } from '#core/onnx/text/parse-graph'
import { testWave } from './tf-operator-cases'

/** A graph from text; each constant left out (`…`) is filled with a wave of its own size. */
export function tinyGraph(text: string): Graph {
  const filled = text.replaceAll(/float32\[([\d,]+)\] = …/g, (_, extents: string) => {
    const count = extents.split(',').reduce((product, extent) => product * Number(extent), 1)
    return `float32[${extents}] = {${testWave(count, 0.7).join(', ')}}`
  })
  return parseGraph(filled)
}
