import { AppError } from '#core/contract/errors'
import { analyzeGraph } from '#core/onnx/analysis/analyze-graph'
import { formatLayers } from '#core/onnx/analysis/text/format-layers'
import { formatOutline } from '#core/onnx/analysis/text/format-outline'
import { formatTotals } from '#core/onnx/analysis/text/format-totals'
import type { Graph } from '#core/onnx/graph'
import type { InputDims } from '#core/onnx/analysis/value-extents'
import { pictureInput } from '#core/onnx/variants/picture-input'
import { recogniseWidth } from '#core/zoo/builders/recognise-width'
import { randomWeightsNote } from '#core/zoo/builders/random-weights-facts'
import { exitCodes, type CliCommand } from '../command'
import { readModelGraph } from '../model-graph'
import { parseOptions } from '../parse-options'
import { pictureSize } from '../picture-size'
import { programName } from '../program-name'

const help = `Tells what a model costs and how it is built.

Usage: ${programName} analyze MODEL [options]

  MODEL        an ONNX file, or the id of a shipped model
  --size SIZE  picture size to count for, 224 or 640x480, where the model leaves it open
  --layers     one line per layer besides
  --json       everything as one JSON object

Counts are for one picture. MAdds are the multiply-adds of convolutions and fully connected layers, as in the MobileNetV2 paper.
"Peak" is the most activation memory in use at once: layer by layer in the order of the file, and with each bottleneck as one
operation whose expansion is worked off in parts (section 5.1 of the paper).
`

const options = { size: { type: 'string' }, layers: { type: 'boolean' }, json: { type: 'boolean' } } as const

function inputDims(graph: Graph, size: string | undefined): InputDims {
  if (size === undefined) return new Map()
  const picture = pictureInput(graph)
  const channels = picture?.dims?.[1]
  if (picture === undefined || typeof channels !== 'number') {
    throw new AppError('bad-input', '--size needs a model with one picture as input.', { hint: 'Leave --size out.' })
  }
  const { width, height } = pictureSize('--size', size)
  return new Map([[picture.name, [1, channels, height, width]]])
}

export const analyzeCommand: CliCommand = {
  name: 'analyze',
  summary: 'tell what a model costs and how it is built',
  help,
  run: async (args, { output }) => {
    const { values, positionals } = parseOptions('analyze', args, options)
    const [name, ...others] = positionals
    if (name === undefined || others.length > 0) {
      throw new AppError('bad-input', 'analyze needs one model.', { hint: `${programName} analyze MODEL` })
    }
    const graph = await readModelGraph(name)
    const analysis = analyze(graph, inputDims(graph, values.size))
    const widthMultiplier = recogniseWidth(analysis.outline)
    if (values.json === true) {
      output.out(`${JSON.stringify({ ...analysis, widthMultiplier }, null, 2)}\n`)
      return exitCodes.done
    }
    output.out(`${analysis.name}${widthMultiplier === null ? '' : `: MobileNetV2, width ${widthMultiplier}`}\n`)
    if (graph.metadata.get('weights') === 'random') output.out(`${randomWeightsNote}\n`)
    output.out(`\n${formatTotals(analysis)}\n${formatOutline(analysis)}`)
    if (values.layers === true) output.out(`\n${formatLayers(analysis.layers)}`)
    return exitCodes.done
  },
}

function analyze(graph: Graph, dims: InputDims): ReturnType<typeof analyzeGraph> {
  try {
    return analyzeGraph(graph, dims)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new AppError('unsupported-model', `The model does not fit together: ${reason}`, { hint: 'Try another --size, or export the model again.', cause: error })
  }
}
