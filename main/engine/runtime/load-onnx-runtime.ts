import { createRequire } from 'node:module'
import type * as OnnxRuntime from 'onnxruntime-node'

/** ONNX Runtime 1.29 and later writes usage events below the home folder unless this is set before the library is loaded. */
export function disableTelemetry(): void {
  process.env['ORT_DISABLE_TELEMETRY'] = '1'
}

/** Loads ONNX Runtime; late, because a static import would run before telemetry is off. */
export function loadOnnxRuntime(): typeof OnnxRuntime {
  disableTelemetry()
  return createRequire(import.meta.url)('onnxruntime-node') as typeof OnnxRuntime
}
