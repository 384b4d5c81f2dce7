import type { TensorOf } from '#core/onnx/tensor'
import type { CalibrationSource, FloatTensors } from '#core/quantize/calibration-source'
import { openGraph } from '../../../runtime/open-graph'

/** Calibration on tensors at hand; answers agree by the cosine of their first output. */
export function calibrateOnTensors(photos: readonly TensorOf<'float32'>[]): CalibrationSource {
  return {
    photoCount: photos.length,
    photo: async (index) => {
      const photo = photos[index]
      if (photo === undefined) throw new RangeError(`there is no photo ${index}`)
      return photo
    },
    open: (graph) => openGraph(graph, { threads: 1 }),
    agreement: (_, float, quantized) => cosine(firstOf(float), firstOf(quantized)),
    correctness: () => null,
  }
}

function firstOf(outputs: FloatTensors): Float32Array {
  return Object.values(outputs)[0]?.data ?? new Float32Array()
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0)
  return dot(a, b) / Math.max(1e-30, Math.sqrt(dot(a, a) * dot(b, b)))
}
