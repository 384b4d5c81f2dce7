import { AppError } from '#core/contract/errors'
import type { Prediction } from '#core/model/prediction'
import { seededRandom } from '#core/random/seeded-random'
import { lastBlocks } from '../blocks/last-blocks'
import { cutGraph } from '../cut-graph'
import type { HeadOrder, TuneLabel, TuneTask, TunedModel } from '../tune-task'
import type { TrainableHead } from '../trainable-head'
import { alignColumns } from './align-columns'
import { classifierLayer } from './classifier-layer'
import { columnPlan, labelsOfPlan } from './column-plan'
import { deepenClassifier } from './deepen-classifier'
import { judgeTags, tagConfusion, tagScores, type TagJudgement } from './judge-tags'
import { LinearHead, type TrueColumns } from './linear-head'
import { rehearse } from './rehearse'
import { replaceClassifier } from './replace-classifier'
import { scoreLosses } from './score-losses'
import { temperatureOf } from './temperature-of'

const metricNames = { 'one-class': 'top-1', 'many-classes': 'F1' } as const

function classesOf(labels: readonly TuneLabel[]): number[] {
  return [...new Set(labels.map(({ classIndex }) => classIndex))].sort((a, b) => a - b)
}

/** A photo of several classes cannot teach a softmax; one of none can teach only that each is absent. */
const columnsOf = {
  'one-class': (columns: readonly number[]) => (columns.length === 1 ? columns : null),
  'many-classes': (columns: readonly number[]) => columns,
} as const

function createHead({ graph, features, classes, classWeights }: HeadOrder): LinearHead {
  const columns = columnPlan(graph, classes)
  const width = features.dims[0]?.[0] ?? 0
  const weights = new Array<number>(columns.total).fill(1)
  for (const [position, column] of columns.ofClass.entries()) weights[column] = classWeights[position] ?? 1
  return new LinearHead({
    features: width,
    columns: columns.total - columns.kept,
    frozen: columns.frozen,
    answer: classes.answer,
    columnWeights: weights,
  })
}

function linearHead(head: TrainableHead<TrueColumns>): LinearHead {
  if (head instanceof LinearHead) return head
  throw new TypeError('A classifier takes a linear head.')
}

function attach(head: TrainableHead<TrueColumns>, { card, graph, classes }: HeadOrder): TunedModel {
  return { graph: replaceClassifier(graph, linearHead(head).layer()), labels: labelsOfPlan(card, classes), answer: classes.answer }
}

/** Classifiers: one linear layer on the pooled features of the frozen extractor (1280 of them, 1792 at width 1.4). */
export const classificationTask: TuneTask<TrueColumns, TagJudgement> = {
  task: 'classification',
  scores: 'each',
  training: { kind: 'whole-set', strengths: [0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4, 1e-5], iterationsPerStrength: 150 },
  metricName: (answer) => metricNames[answer],
  featureGraph: (graph) => {
    const { input, features } = classifierLayer(graph)
    return { graph: cutGraph(graph, [{ name: input, dataType: 'float32', dims: ['N', features] }]), outputs: [input], dims: [[features]] }
  },
  serves: (labels, { answer }) => columnsOf[answer](classesOf(labels)) !== null,
  target: (labels, _view, { graph, classes }) => {
    const { ofClass } = columnPlan(graph, classes)
    const columns = columnsOf[classes.answer](classesOf(labels))
    return columns === null ? null : { columns: columns.flatMap((index) => ofClass[index] ?? []) }
  },
  rehearse: async (photos, { graph, classes, seed }) => {
    const { frozen } = columnPlan(graph, classes)
    if (frozen === null) return []
    const features: Float32Array[] = []
    for (let index = 0; index < photos.count; index++) {
      const [sample] = await photos.read([index])
      if (sample?.features[0] !== undefined) features.push(sample.features[0])
    }
    return rehearse(frozen, features, seededRandom(seed))
  },
  createHead,
  lastBlocks,
  deepen: (work) => deepenClassifier(linearHead(work.head), work),
  finish: async (head, validation) => {
    const linear = linearHead(head)
    alignColumns(linear)
    if (validation !== null) linear.temperature = await temperatureOf(linear, validation, scoreLosses[linear.options.answer])
    return { temperature: linear.temperature }
  },
  attach,
  judge: (answer: Prediction, labels, _photo, classOf, names, { answer: kind }) => {
    if (answer.task !== 'classification') throw new AppError('unsupported-model', 'The model gives no tags.')
    return judgeTags(answer.tags, classesOf(labels), classOf, names, kind)
  },
  metric: (judgements) => (judgements.length === 0 ? 0 : judgements.reduce((sum, { correctness }) => sum + correctness, 0) / judgements.length),
  classScores: tagScores,
  confusion: tagConfusion,
}
