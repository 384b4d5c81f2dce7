import { checkSignal, type CalibrationHooks, type QuantizeProgress } from '#core/quantize/calibration-hooks'
import { disableTelemetry } from '../../runtime/load-onnx-runtime'
import { serveThread } from '../../threads/serve-thread'
import { quantizeFile } from './quantize-file'
import type { QuantizedFile, QuantizeTask } from './quantize-thread-messages'

/* A thread that quantizes one model and ends: its arithmetic and the runtime's block it. */
disableTelemetry()

await serveThread<QuantizeTask, QuantizeProgress, QuantizedFile>(async (task, { signal, progress }) => {
  const hooks: CalibrationHooks = {
    signal,
    progress: (step) => {
      checkSignal(hooks)
      progress(step)
    },
  }
  const result = await quantizeFile(task, hooks)
  return { result, moved: [result.bytes.buffer] }
})
