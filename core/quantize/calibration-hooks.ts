import { AppError } from '#core/contract/errors'

/** What is being done, for a progress line. */
export interface QuantizeProgress {
  readonly step: 'preparing' | 'observing' | 'equalising' | 'measuring' | 'rounding' | 'searching' | 'inspecting' | 'checking'
  /** Layers or photos done, of `total`. */
  readonly done: number
  readonly total: number
}

export interface CalibrationHooks {
  progress(progress: QuantizeProgress): void
  readonly signal: AbortSignalLike
}

/** The part of AbortSignal that is needed; core knows no DOM. */
export interface AbortSignalLike {
  readonly aborted: boolean
}

/** Throws AppError `cancelled` once the signal is set. */
export function checkSignal({ signal }: CalibrationHooks): void {
  if (signal.aborted) throw new AppError('cancelled', 'Quantization was cancelled.')
}
