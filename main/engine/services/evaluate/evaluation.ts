import type { evaluationCommands } from '#core/contract/evaluation'
import type { HandlersOf } from '#core/contract/index'
import type { ServiceDependencies } from '../service-dependencies'
import type { RunStarter } from './evaluation-job'
import { Evaluator } from './evaluator'
import { exportEvaluation } from './export-evaluation'

/** Model versions measured against reviewed labels and each other. */
export function createEvaluationService(dependencies: ServiceDependencies, runs: RunStarter) {
  const evaluator = new Evaluator(dependencies, runs)
  const { stored } = evaluator

  return {
    'evaluation.start': (order) => evaluator.start(order),
    'evaluation.list': () => evaluator.list(),
    'evaluation.report': ({ evaluationId }) => evaluator.report(evaluationId),
    'evaluation.differences': ({ evaluationId, modelId, offset, limit }) => stored.differences(stored.get(evaluationId).id, modelId, offset, limit),
    'evaluation.remove': async ({ evaluationId }) => {
      await evaluator.remove(evaluationId)
      return null
    },
    'evaluation.export': ({ evaluationId, kind, path }) => exportEvaluation(evaluator, evaluationId, kind, path),
  } satisfies HandlersOf<typeof evaluationCommands>
}
