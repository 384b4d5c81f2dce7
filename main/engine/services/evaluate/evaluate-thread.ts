import { disableTelemetry } from '../../runtime/load-onnx-runtime'
import { serveThread } from '../../threads/serve-thread'
import { evaluateAccuracy } from './evaluate-accuracy'
import type { AccuracyResult, EvaluateProgress, EvaluateTask, ModelSpeed } from './evaluate-thread-messages'
import { measureSpeed } from './measure-speed'

/* A thread that does one part of an evaluation and ends: its arithmetic and the runtime's block it. */
disableTelemetry()

await serveThread<EvaluateTask, EvaluateProgress, AccuracyResult | readonly ModelSpeed[]>(async (task, hooks) => ({
  result: task.kind === 'accuracy' ? await evaluateAccuracy(task, hooks) : await measureSpeed(task, hooks),
}))
