export const bundleFormatIds = ['onnx', 'ort', 'ort-basic'] as const
export type BundleFormatId = (typeof bundleFormatIds)[number]

/** A file format that phones run, as people choose it. */
export interface BundleFormat {
  readonly id: BundleFormatId
  readonly name: string
  /** For what it is good, one sentence. */
  readonly note: string
}

export const bundleFormats: readonly BundleFormat[] = [
  { id: 'onnx', name: 'ONNX', note: 'Runs in ONNX Runtime on Android, iOS and in browsers, as it is here.' },
  { id: 'ort', name: 'ORT', note: 'ONNX Runtime’s own form, for reduced builds on the processor of a phone.' },
  { id: 'ort-basic', name: 'ORT for accelerators', note: 'ONNX Runtime’s own form, optimised so little that NNAPI and XNNPACK still take it.' },
]
