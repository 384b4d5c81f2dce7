import type { EvaluatedModel, EvaluationReport, ParetoCost } from '#core/contract/evaluation'
import { measures } from '#core/evaluate/measures'
import { paretoFront } from '#core/metrics/pareto-front'
import { mobilenetV2Published, mobilenetV2PublishedSource } from '#core/zoo/mobilenet-v2-published'
import type { ModelFile } from '../../runtime/photo-pool'
import type { ReviewedPhotos } from './collect-reviewed'
import type { AccuracyResult, ModelSpeed } from './evaluate-thread-messages'
import { speedRuns } from './measure-speed'

export interface ReportParts {
  readonly reviewed: ReviewedPhotos
  readonly models: readonly ModelFile[]
  readonly failedPhotos: readonly number[]
  readonly result: AccuracyResult
  /** null when speed was left out. */
  readonly speeds: readonly ModelSpeed[] | null
}

export function assembleReport({ reviewed: { plan, unknownClasses }, models, failedPhotos, result, speeds }: ReportParts): Omit<EvaluationReport, 'evaluation'> {
  const measure = measures[plan.task]
  const evaluated = models.map(({ card }, at): EvaluatedModel => {
    const { accuracy = [], classes = [], agreement = null } = result.models[at] ?? {}
    const { parameters = card.parameters, multiplyAdds = null, peakActivationBytes = null } = result.costs[at] ?? {}
    return {
      modelId: card.id,
      name: card.name,
      sha256: card.sha256,
      fileBytes: card.bytes,
      parameters,
      multiplyAdds,
      peakActivationBytes,
      loadMs: speeds?.[at]?.loadMs ?? null,
      latency: speeds?.[at]?.latency ?? [],
      accuracy,
      classes,
      agreement,
      unknownClasses: unknownClasses[at] ?? [],
      failedPhotos: failedPhotos[at] ?? 0,
    }
  })
  return {
    task: plan.task,
    photos: result.photos,
    classColumns: measure.classColumns,
    models: evaluated,
    fronts: { 'multiply-adds': frontOf(evaluated, 'multiply-adds'), 'file-bytes': frontOf(evaluated, 'file-bytes'), latency: frontOf(evaluated, 'latency') },
    published:
      plan.task === 'classification'
        ? { source: `${mobilenetV2PublishedSource.title}, ${mobilenetV2PublishedSource.path}`, points: mobilenetV2Published }
        : { source: '', points: [] },
    rules: [...measure.rules, ...rulesOf(evaluated, result, speeds)],
  }
}

const costs: Readonly<Record<ParetoCost, (model: EvaluatedModel) => number | null>> = {
  'multiply-adds': ({ multiplyAdds }) => multiplyAdds,
  'file-bytes': ({ fileBytes }) => fileBytes,
  latency: ({ latency }) => latency[0]?.p50Ms ?? null,
}

function frontOf(models: readonly EvaluatedModel[], cost: ParetoCost): string[] {
  const points = models.map((model) => ({ worth: model.accuracy[0]?.estimate.value ?? Number.NaN, cost: costs[cost](model) ?? Number.NaN }))
  return paretoFront(points).flatMap((at) => models[at]?.modelId ?? [])
}

function rulesOf(models: readonly EvaluatedModel[], { draws }: AccuracyResult, speeds: ReportParts['speeds']): string[] {
  const unknown = [...new Set(models.flatMap(({ unknownClasses }) => unknownClasses))].sort()
  const failed = models.some(({ failedPhotos }) => failedPhotos > 0)
  const threads = speeds?.[0]?.latency.map((each) => each.threads) ?? []
  return [
    'Only reviewed photos count, and only classes that all the models know; photos with nothing but labels of another kind are left out.',
    ...(unknown.length === 0 ? [] : [`Not judged, since not all of the models know them: ${unknown.join(', ')}.`]),
    ...(failed ? ['Photos that one of the models could not answer are left out for all of them.'] : []),
    `Intervals hold 95 % of ${draws} draws of the photos with replacement; differences are taken on the same photos in each draw.`,
    ...(speeds === null
      ? []
      : [
          `Speed is that of the network alone, without reading and decoding, on this computer with ONNX Runtime: one picture of noise, ${speedRuns.warmUpRuns} runs to warm up, then up to ${speedRuns.runs} timed ones in turns over the models, with ${threads.join(' and ')} ${threads.at(-1) === 1 ? 'thread' : 'threads'}, while no other job ran.`,
        ]),
  ]
}
