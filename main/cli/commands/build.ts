import { basename } from 'node:path'
import { AppError } from '#core/contract/errors'
import { analyzeGraph } from '#core/onnx/analysis/analyze-graph'
import { formatCount } from '#core/onnx/analysis/text/format-count'
import { encodeModel } from '#core/onnx/codec/encode-model'
import { paperResolutionsPx, paperWidthMultipliers } from '#core/zoo/builders/paper-grid'
import { randomWeightsNote } from '#core/zoo/builders/random-weights-facts'
import { buildPlans } from '../build/build-plans'
import { exitCodes, type CliCommand } from '../command'
import { parseOptions } from '../parse-options'
import { programName } from '../program-name'
import { writeWhole } from '../../engine/write-whole'

const help = `Builds a model as an ONNX file: one of the paper's grid with random weights, or a variant of a given one with its weights.

Usage: ${programName} build mobilenet-v2 --out FILE [--width W] [--size SIZE] [--classes N] [--seed N]
       ${programName} build ssdlite-mobilenet-v2 --out FILE [--width W] [--size SIDE] [--classes N] [--seed N]
       ${programName} build deeplabv3-mobilenet-v2 --out FILE [--width W] [--size SIZE] [--output-stride 8|16|32]
                    [--rates 6,12,18] [--without-image-pooling] [--classes N] [--seed N]
       ${programName} build variant MODEL --out FILE [--output-stride 8|16|32] [--size SIZE | --any-size]

  --width W   width multiplier; published are ${paperWidthMultipliers.join(', ')}
  --size SIZE picture size in pixels, 224 or 640x480; published for mobilenet-v2 are ${paperResolutionsPx.join(', ')};
              segmenters work best at a multiple of 16 and one, like 385 or 513
  --rates     rates of the atrous branches (paper: 6,12,18 at output stride 16, 12,24,36 at 8; none by default)
  --any-size  the size is told at run time, where the model allows it
  MODEL       an ONNX file, or the id of a shipped model

${randomWeightsNote}
`

const options = {
  out: { type: 'string' },
  width: { type: 'string' },
  size: { type: 'string' },
  classes: { type: 'string' },
  seed: { type: 'string' },
  'output-stride': { type: 'string' },
  rates: { type: 'string' },
  'without-image-pooling': { type: 'boolean' },
  'any-size': { type: 'boolean' },
} as const

export const buildCommand: CliCommand = {
  name: 'build',
  summary: 'build a model of the paper, or a variant of a given one',
  help,
  run: async (args, { output }) => {
    const { values, positionals } = parseOptions('build', args, options)
    const [word, model] = positionals
    const plan = word === undefined || !Object.hasOwn(buildPlans, word) ? undefined : buildPlans[word]
    if (plan === undefined) {
      throw new AppError('bad-input', `build needs one of: ${Object.keys(buildPlans).join(', ')}.`, { hint: 'See: mobilabel build --help' })
    }
    if (values.out === undefined) throw new AppError('bad-input', 'build needs a file to write to.', { hint: 'Give it with --out FILE.' })
    const graph = await plan({
      name: basename(values.out, '.onnx'),
      model,
      width: values.width,
      size: values.size,
      classes: values.classes,
      seed: values.seed,
      outputStride: values['output-stride'],
      rates: values.rates,
      imagePooling: values['without-image-pooling'] === true ? 'without' : 'with',
      anySize: values['any-size'] === true,
    })
    const bytes = encodeModel(graph)
    await writeWhole(values.out, bytes)
    const { totals, unknownValues } = analyzeGraph(graph)
    const multiplyAdds = unknownValues.length === 0 ? `${formatCount(totals.multiplyAdds)} MAdds` : 'MAdds depend on the size'
    output.out(`${values.out}: ${(bytes.length / 1e6).toFixed(1)} MB, ${formatCount(totals.parameters)} parameters, ${multiplyAdds}\n`)
    if (graph.metadata.get('weights') === 'random') output.status.write(`${randomWeightsNote}\n`)
    return exitCodes.done
  },
}
