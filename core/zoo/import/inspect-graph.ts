import { AppError } from '#core/contract/errors'
import type { ImportChoices } from '#core/model/import-choices'
import type { ImportDoubt, ImportProposal } from '#core/model/import-proposal'
import type { ClassLabel } from '#core/model/model-card'
import type { SizePx } from '#core/model/photo'
import type { Graph } from '#core/onnx/graph'
import { guessReading } from './guess-reading'
import { guessScaling } from './guess-scaling'
import { prepareSource } from './prepare-source'
import type { SourceFacts } from './source-facts'
import { borderTensor, sourceFacts } from './source-facts'
import { readingRules } from './standard-outputs'

/**
 * How a graph seems to work, from the names, shapes and constants at its borders and what it says about itself.
 * `trainedLayout` is that of the tools a model comes from, where the graph was turned when it was read.
 * Throws AppError `unsupported-model` naming the tensor that fits no layout that is held.
 */
export function inspectGraph(source: Graph, trainedLayout?: SourceFacts['layout']): ImportProposal {
  const graph = prepareSource(source)
  const facts = sourceFacts(graph)
  const guess = guessReading(facts)
  if (guess === null) throw noReading(facts)
  const { task } = readingRules[guess.reading.kind]
  const scaling = guessScaling(facts, guess.reading.kind, trainedLayout ?? facts.layout)
  const labels = labelsOfMetadata(graph.metadata, guess.firstClass)
  const { name } = facts.input
  const doubts: (ImportDoubt | null)[] = [
    facts.isSizeKnown ? null : { about: 'size', sentence: `The input "${name}" takes pictures of any size; ${facts.size.width} x ${facts.size.height} is assumed.` },
    guess.doubt === null ? null : { about: 'reading', sentence: guess.doubt },
    scaling.isKnown ? null : { about: 'scaling', sentence: scaling.sentence },
    labels.length > 0 ? null : { about: 'labels', sentence: guess.classCount === null ? 'The file names no classes.' : `The file names none of its ${guess.classCount} classes.` },
  ]
  return {
    inputs: source.inputs.map(borderTensor),
    outputs: facts.outputs.map(({ name: output, dataType, dims }) => ({ name: output, dataType, dims })),
    choices: {
      task,
      input: { name, layout: facts.layout, channels: 'rgb', size: facts.size, normalisation: { mean: [...scaling.normalisation.mean], std: [...scaling.normalisation.std] } },
      fit: usualFits[task](facts.size, guess.reading.kind),
      reading: guess.reading,
    },
    classCount: guess.classCount,
    firstClass: guess.firstClass,
    labels,
    reasons: [
      `The input "${name}" is a picture of ${facts.size.width} x ${facts.size.height}, colours ${facts.layout === 'channels-last' ? 'last' : 'first'}.`,
      guess.reason,
      ...(scaling.isKnown ? [scaling.sentence] : []),
      ...(labels.length > 0 ? [`The file names ${labels.length} classes.`] : []),
    ],
    doubts: doubts.filter((doubt) => doubt !== null),
  }
}

type UsualFit = (size: SizePx, kind: ImportChoices['reading']['kind']) => ImportChoices['fit']

const usualFits: Readonly<Record<ImportChoices['task'], UsualFit>> = {
  // As of most training recipes: the shorter side is scaled to 256 for 224.
  classification: ({ width, height }) => ({ kind: 'center-crop', shorterSide: Math.round((Math.max(width, height) * 256) / 224) }),
  detection: (_size, kind) => ({ kind: kind === 'box-rows' ? 'pad' : 'stretch' }),
  segmentation: () => ({ kind: 'stretch' }),
}

function noReading({ outputs }: SourceFacts): AppError {
  const shown = outputs.map(({ name, dataType, dims }) => `"${name}" ${dataType} [${dims.map((dim) => dim ?? '?').join(', ')}]`)
  return new AppError('unsupported-model', `The outputs ${shown.join(', ')} fit no layout that is held.`, {
    hint: 'Held are scores per class, boxes with scores (decoded, relative to anchors, or already chosen), scores per cell and a class per cell.',
  })
}

/** Names as some trainers write them into the file: `names` as {0: 'cat', 1: 'dog'}, or one name per line under `labels` or `classes`. */
function labelsOfMetadata(metadata: ReadonlyMap<string, string>, firstClass: number): ClassLabel[] {
  const pairs = [...(metadata.get('names') ?? '').matchAll(/(\d+)\s*:\s*(?:'([^']*)'|"([^"]*)")/gu)]
  if (pairs.length > 0) return pairs.map(([, id, single, double]) => ({ id: Number(id) + firstClass, name: single ?? double ?? '' }))
  const lines = (metadata.get('labels') ?? metadata.get('classes') ?? '').split(/\r?\n/u).map((line) => line.trim())
  return lines.flatMap((name, index) => (name === '' ? [] : [{ id: firstClass + index, name }]))
}
