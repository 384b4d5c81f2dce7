import { create } from 'zustand'
import type { JobId } from '#core/model/job'
import { openDialog } from './navigation'

/** A job with a dialog of its own, begun in this start of the window: labels on their way in or out, a model made smaller. */
export interface Exchange {
  readonly kind: 'import' | 'export' | 'quantize'
  readonly jobId: JobId
}

interface Exchanges {
  readonly started: readonly Exchange[]
  /** What the dialog of its kind shows; null shows what is needed to begin. */
  readonly shown: Exchange | null
}

export const useExchanges = create<Exchanges>()(() => ({ started: [], shown: null }))

/** A job began: its dialog follows it from now on. */
export function followExchange(exchange: Exchange): void {
  useExchanges.setState(({ started }) => ({ started: [...started, exchange], shown: exchange }))
}

/** Opens the dialog of the kind at its beginning. */
export function beginExchange(kind: Exchange['kind']): void {
  useExchanges.setState({ shown: null })
  openDialog(kind)
}

/** Opens the dialog that tells how a job goes or went. */
export function showExchange(exchange: Exchange): void {
  useExchanges.setState({ shown: exchange })
  openDialog(exchange.kind)
}

/** What a job is about, when it was started in this window. */
export function useExchangeOf(jobId: JobId): Exchange | undefined {
  return useExchanges(({ started }) => started.find((exchange) => exchange.jobId === jobId))
}
