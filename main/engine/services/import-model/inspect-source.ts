import type { ImportInspection } from '#core/contract/model-import'
import { inspectGraph } from '#core/zoo/import/inspect-graph'
import type { ModelSource } from './read-source'
import { readSource } from './read-source'

/** Reads a model file and tells how it seems to work. Throws what `readSource` and `inspectGraph` throw. */
export async function inspectSource(path: string): Promise<ImportInspection> {
  const source = await readSource(path)
  const { fileName, format, bytes } = source
  return { path, fileName, format, bytes, proposal: proposalOf(source) }
}

/** TensorFlow's tools train with the colours last; their readers turn the graph. */
const trainedLayouts = { onnx: undefined, tfjs: 'channels-last', tflite: 'channels-last' } as const

function proposalOf({ graph, format, scaling }: ModelSource): ImportInspection['proposal'] {
  const proposal = inspectGraph(graph, trainedLayouts[format])
  if (scaling === null) return proposal
  const std = Number((1 / (255 * scaling.scale)).toPrecision(6))
  const mean = Number((-scaling.shift * std).toPrecision(6))
  const normalisation = { mean: [mean, mean, mean] as [number, number, number], std: [std, std, std] as [number, number, number] }
  return {
    ...proposal,
    choices: { ...proposal.choices, input: { ...proposal.choices.input, normalisation } },
    reasons: [...proposal.reasons, `The file scaled pixel values by ${scaling.scale.toPrecision(6)} and shifted them by ${scaling.shift.toPrecision(6)}.`],
    doubts: proposal.doubts.filter(({ about }) => about !== 'scaling'),
  }
}
