import { parentPort, workerData } from 'node:worker_threads'
import { toErrorData } from '#core/contract/errors'
import { checkSignal, type CalibrationHooks } from '#core/quantize/calibration-hooks'
import { disableTelemetry } from '../../runtime/load-onnx-runtime'
import { quantizeFile } from './quantize-file'
import type { FromQuantizeThread, QuantizeThreadStart } from './quantize-thread-messages'

/* A thread that quantizes one model and ends: its arithmetic and the runtime's block it. */
disableTelemetry()
if (parentPort === null) throw new Error('This script is started as a worker thread.')
const port = parentPort
const { task, stop }: QuantizeThreadStart = workerData

function post(message: FromQuantizeThread): void {
  port.postMessage(message)
}

const hooks: CalibrationHooks = {
  signal: {
    get aborted() {
      return Atomics.load(stop, 0) !== 0
    },
  },
  progress: (progress) => {
    checkSignal(hooks)
    post({ kind: 'progress', progress })
  },
}

try {
  const file = await quantizeFile(task, hooks)
  port.postMessage({ kind: 'done', file } satisfies FromQuantizeThread, [file.bytes.buffer])
} catch (error) {
  post({ kind: 'failed', error: toErrorData(error) })
}
port.close()
