import type { PhoneFacts } from '#core/model/phone'

/** Where the model runs in the phone: the processor, or through one of ONNX Runtime's accelerators. */
export const phoneProviders = ['CPU', 'XNNPACK', 'NNAPI'] as const
export type PhoneProvider = (typeof phoneProviders)[number]

/** `app_process`: our runner, started by adb. `browser`: the page, whose figures are the browser's and not the phone's. */
export type MeasurementSource = 'app_process' | 'browser'

/** What one golden photo gave on the phone, compared with the desktop. */
export interface PhotoParity {
  readonly photo: string
  readonly isSame: boolean
  /** null when outputs of another shape came back, or numbers that are not finite. */
  readonly maxDifference: number | null
  readonly agreement: number
  /** "same" or "differs by …". */
  readonly sentence: string
}

/** One model measured on one phone. */
export interface PhoneMeasurement {
  readonly id: number
  readonly source: MeasurementSource
  /** null for a browser. */
  readonly serial: string | null
  readonly phone: string
  readonly modelId: string
  readonly modelSha256: string
  readonly format: string
  readonly measuredAtMs: number
  readonly provider: string
  readonly threads: number
  readonly runtime: string
  readonly loadMs: number
  readonly p50Ms: number
  readonly p90Ms: number
  readonly minMs: number
  /** Every timed run, in order. */
  readonly runsMs: readonly number[]
  /** null where it is not told. */
  readonly peakMemoryBytes: number | null
  readonly parity: readonly PhotoParity[]
  /** Before and after, as Android counts it; null where it is not told. */
  readonly thermal: { readonly before: number | null; readonly after: number | null }
  readonly facts: PhoneFacts | null
  /** Why the figures should not be trusted, one sentence each: it became slower and slower, the phone is hot, … */
  readonly doubts: readonly string[]
}
