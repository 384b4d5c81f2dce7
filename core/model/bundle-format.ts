export const bundleFormatIds = ['onnx', 'ort', 'ort-basic', 'tflite', 'tflite-float16', 'tflite-uint8', 'coreml', 'coreml-float16'] as const
export type BundleFormatId = (typeof bundleFormatIds)[number]

/** A file format that phones run, as people choose it. */
export interface BundleFormat {
  readonly id: BundleFormatId
  readonly name: string
  /** For what it is good, one sentence. */
  readonly note: string
  /** The program that runs it; `onnxruntime` alone is what models are measured with on a phone. */
  readonly runtime: 'onnxruntime' | 'litert' | 'coreml'
}

export const bundleFormats: readonly BundleFormat[] = [
  { id: 'onnx', name: 'ONNX', note: 'Runs in ONNX Runtime on Android, iOS and in browsers, as it is here.', runtime: 'onnxruntime' },
  { id: 'ort', name: 'ORT', note: 'ONNX Runtime’s own form, for reduced builds on the processor of a phone.', runtime: 'onnxruntime' },
  { id: 'ort-basic', name: 'ORT for accelerators', note: 'ONNX Runtime’s own form, optimised so little that NNAPI and XNNPACK still take it.', runtime: 'onnxruntime' },
  { id: 'tflite', name: 'TensorFlow Lite', note: 'For LiteRT on Android. A model quantized here in its static form stays in whole numbers inside, with float edges.', runtime: 'litert' },
  { id: 'tflite-float16', name: 'TensorFlow Lite, 16-bit', note: 'Half the size: weights are stored in 16 bits and computed with in 32.', runtime: 'litert' },
  { id: 'tflite-uint8', name: 'TensorFlow Lite, 8-bit edges', note: 'A quantized model that takes and gives bytes, for accelerators without float.', runtime: 'litert' },
  { id: 'coreml', name: 'Core ML', note: 'A package for iOS 15 and later.', runtime: 'coreml' },
  { id: 'coreml-float16', name: 'Core ML, 16-bit', note: 'Half the size; what the Neural Engine computes with.', runtime: 'coreml' },
]
