import { create } from 'zustand'
import { toErrorData, type ErrorData } from '#core/contract/errors'

/** A short message that needs no decision. */
export interface Toast {
  readonly id: number
  readonly text: string
}

interface Notices {
  readonly toasts: readonly Toast[]
  /** What went wrong and has not been put away, newest last. */
  readonly errors: readonly (ErrorData & { readonly id: number })[]
}

const shownMs = 5000
const mostErrors = 3
let nextId = 1

export const useNotices = create<Notices>()(() => ({ toasts: [], errors: [] }))

export function notify(text: string): void {
  const id = nextId++
  useNotices.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { id, text }] }))
  setTimeout(() => useNotices.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })), shownMs)
}

/** Shows an error to the person; a cancel that the person asked for is none. */
export function presentError(error: unknown): void {
  const data = toErrorData(error)
  if (data.code === 'cancelled') return
  const id = nextId++
  useNotices.setState(({ errors }) => ({
    errors: [...errors.filter(({ message }) => message !== data.message).slice(1 - mostErrors), { ...data, id }],
  }))
}

export function dismissError(id: number): void {
  useNotices.setState(({ errors }) => ({ errors: errors.filter((error) => error.id !== id) }))
}
