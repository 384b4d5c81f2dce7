import { AppError } from '#core/contract/errors'
import type { ImportPreview } from '#core/contract/model-import'
import { importFit } from '#core/model/import-choices'
import type { ModelCard } from '#core/model/model-card'
import { learntConstants } from '#core/onnx/analysis/learnt-constants'
import { encodeModel } from '#core/onnx/codec/encode-model'
import type { Graph } from '#core/onnx/graph'
import { GraphIndex } from '#core/onnx/graph-index'
import { elementCount } from '#core/onnx/tensor'
import { families } from '#core/zoo/families'
import type { StandardModel } from '#core/zoo/import/standard-graph'
import { standardGraph } from '#core/zoo/import/standard-graph'
import { openGraph } from '../../runtime/open-graph'
import { prepareFile } from '../../runtime/prepare-file'
import { compareWithFile } from './compare-with-file'
import type { ImportTasks, RewrittenModel, SettledImport } from './import-thread-messages'
import { readSource } from './read-source'

/** Reads, rewrites and checks a model. Throws AppError naming what does not fit. */
export async function rewriteSource(settled: SettledImport): Promise<RewrittenModel> {
  const source = await readSource(settled.path)
  const model = rewritten(source.graph, settled)
  const check = await compareWithFile(source, settled.choices)
  const { format, fileName, sha256 } = source
  return {
    bytes: new Uint8Array(encodeModel(model.graph)),
    family: model.family,
    outputs: model.outputs,
    parameters: parametersOf(model.graph),
    check,
    fixedReason: model.fixedReason,
    source: { format, fileName, sha256 },
  }
}

/** The answer for one photo, without storing anything. Throws as `rewriteSource`, and for a photo that cannot be read. */
export async function previewSource({ photoPath, ...settled }: ImportTasks['preview']['task']): Promise<ImportPreview> {
  const source = await readSource(settled.path)
  const model = rewritten(source.graph, settled)
  const check = await compareWithFile(source, settled.choices)
  const card = previewCard(model, settled)
  const { data, dims, upright } = await prepareFile(photoPath, card)
  const runner = await openGraph(model.graph, { threads: 1 })
  try {
    const outputs = await runner.run({ dataType: 'float32', data, dims })
    return { prediction: families[model.family].answer(card, outputs, { photo: upright }), photo: upright, check, fixedReason: model.fixedReason }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('model-failed', `The answer cannot be read with these choices: ${error instanceof Error ? error.message : String(error)}.`, {
      hint: 'Change how the outputs are read, or the labels.',
      cause: error,
    })
  } finally {
    await runner.close()
  }
}

function rewritten(graph: Graph, { choices, labels }: SettledImport): StandardModel {
  if (choices.task === 'segmentation' && choices.fit.kind === 'center-crop') {
    throw new AppError('bad-input', 'A model that paints every pixel has to see the whole photo.', { hint: 'Stretch the photo or pad it.' })
  }
  const model = standardGraph(graph, choices)
  checkLabels(model, labels)
  return model
}

/** Which axis of which output has one place per class; none for the families that name classes by number. */
const classAxes: Readonly<Partial<Record<StandardModel['family'], { readonly output: string; readonly axis: number; readonly mayBeFewer: boolean }>>> = {
  'image-classifier': { output: 'logits', axis: 1, mayBeFewer: false },
  'probability-classifier': { output: 'probabilities', axis: 1, mayBeFewer: false },
  'anchor-detector': { output: 'scores', axis: 2, mayBeFewer: true },
  'box-detector': { output: 'scores', axis: 2, mayBeFewer: true },
  'image-segmenter': { output: 'logits', axis: 1, mayBeFewer: false },
}

function checkLabels({ family, graph }: StandardModel, labels: SettledImport['labels']): void {
  const place = classAxes[family]
  const classes = graph.outputs.find(({ name }) => name === place?.output)?.dims?.[place?.axis ?? 0]
  if (place === undefined || typeof classes !== 'number') return
  const highest = Math.max(...labels.map(({ id }) => id))
  const fits = place.mayBeFewer ? labels.length <= classes && highest <= classes : labels.length === classes
  if (!fits) {
    throw new AppError('bad-input', `The model tells ${classes} classes apart, but there are ${labels.length} labels${place.mayBeFewer ? `, up to number ${highest}` : ''}.`, {
      hint: 'Give one label per class, in the order of the model; ??? stands for a class without a name.',
    })
  }
}

function previewCard(model: StandardModel, { choices, labels }: SettledImport): ModelCard {
  return {
    id: 'preview',
    name: 'The model',
    family: model.family,
    task: choices.task,
    widthMultiplier: 1,
    inputSize: choices.input.size,
    file: 'model.onnx',
    sha256: '',
    bytes: 0,
    parameters: 1,
    labels,
    normalisation: choices.input.normalisation,
    fit: importFit.parse(choices.fit),
    outputs: model.outputs,
    dynamicBatch: false,
    licence: '',
    sources: [],
    note: '',
  }
}

function parametersOf(graph: Graph): number {
  const index = new GraphIndex(graph)
  const counts = new Map(graph.nodes.flatMap((node) => learntConstants(node, index)).map(({ name, tensor }) => [name, elementCount(tensor.dims)]))
  return Math.max(1, [...counts.values()].reduce((sum, count) => sum + count, 0))
}
