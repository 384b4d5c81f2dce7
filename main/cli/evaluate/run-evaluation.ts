import { AppError } from '#core/contract/errors'
import type { EvaluationOrder, EvaluationReport } from '#core/contract/evaluation'
import type { EngineClient } from '#core/contract/index'
import type { ProgressDisplay } from '../annotate/progress-bar'
import { exitCodes, type ExitCode } from '../command'
import { finishJob } from '../finish-job'

/** Evaluates models on all reviewed photos of the project and waits for the end. */
export async function runEvaluation(client: EngineClient, order: Pick<EvaluationOrder, 'modelIds' | 'referenceId' | 'speed'>, display: ProgressDisplay, signal: AbortSignal): Promise<EvaluationReport> {
  const { evaluationId, jobId } = await client.call('evaluation.start', { ...order, scope: { kind: 'filter', filter: {} } })
  await finishJob(client, jobId, display, signal)
  return client.call('evaluation.report', { evaluationId })
}

/** The models named, each once. Throws `bad-input` for none. */
export function modelsNamed(commandName: string, usage: string, positionals: readonly string[]): readonly [string, ...string[]] {
  const [first, ...others] = new Set(positionals)
  if (first === undefined) throw new AppError('bad-input', `${commandName} needs the ids of models.`, { hint: usage })
  return [first, ...others]
}

/** Photos that could not be answered are failures. */
export function exitCodeOf({ models }: EvaluationReport): ExitCode {
  return models.some(({ failedPhotos }) => failedPhotos > 0) ? exitCodes.doneWithFailures : exitCodes.done
}
