import { readFile } from 'node:fs/promises'
import { AppError } from '#core/contract/errors'
import { AnswerEvaluator } from '#core/evaluate/answer-evaluator'
import { analyzeGraph } from '#core/onnx/analysis/analyze-graph'
import { decodeModel } from '#core/onnx/codec/decode-model'
import type { ModelFile } from '../../runtime/photo-pool'
import type { ThreadHooks } from '../../threads/serve-thread'
import { readAnswerFile } from './answer-file'
import type { AccuracyResult, AccuracyTask, EvaluateProgress, ModelCosts } from './evaluate-thread-messages'

/** Blocks its thread for seconds. Throws what `AnswerEvaluator.finish` throws, `cancelled` when the signal is set. */
export async function evaluateAccuracy({ plan, answersPath, photos, models }: AccuracyTask, { signal, progress }: ThreadHooks<EvaluateProgress>): Promise<AccuracyResult> {
  const evaluator = new AnswerEvaluator(plan)
  const tell = (done: number, total: number): void => {
    if (signal.aborted) throw new AppError('cancelled', 'The evaluation was cancelled.')
    progress({ done, total })
  }
  let done = 0
  for await (const photo of readAnswerFile(answersPath)) {
    evaluator.add(photo)
    // The draws take about as long again.
    tell(++done, 2 * photos)
  }
  const result = evaluator.finish((draw, draws) => tell(1 + draw / draws, 2))
  const costs: ModelCosts[] = []
  for (const model of models) costs.push(await costsOf(model))
  return { ...result, costs }
}

async function costsOf({ card, path }: ModelFile): Promise<ModelCosts> {
  try {
    const { totals, peak } = analyzeGraph(decodeModel(await readFile(path)))
    return { parameters: totals.parameters, multiplyAdds: totals.multiplyAdds, peakActivationBytes: peak.bytes }
  } catch {
    // Models that people bring may use operators that only ONNX Runtime knows.
    return { parameters: card.parameters, multiplyAdds: null, peakActivationBytes: null }
  }
}
