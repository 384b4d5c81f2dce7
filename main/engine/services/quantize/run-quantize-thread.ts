import type { CalibrationHooks, QuantizeProgress } from '#core/quantize/calibration-hooks'
import { runThread } from '../../threads/run-thread'
import type { QuantizedFile, QuantizeTask } from './quantize-thread-messages'

/** As the calibration hooks, with a signal that tells when it is set. */
export interface QuantizeHooks extends Pick<CalibrationHooks, 'progress'> {
  readonly signal: AbortSignal
}

/**
 * Quantizes in a thread of its own and settles when the thread has ended.
 * Throws what `quantizeFile` throws, `engine-stopped` when the thread does not start or dies.
 */
export function runQuantizeThread(script: string, task: QuantizeTask, { progress, signal }: QuantizeHooks): Promise<QuantizedFile> {
  return runThread<QuantizeTask, QuantizeProgress, QuantizedFile>(script, task, { name: 'The part that makes models smaller', signal, progress })
}
