import type { z } from 'zod'

/** One command of the wire: its arguments are checked at run time, its result is typed only. */
export interface Command<Arguments, Result> {
  readonly arguments: z.ZodType<Arguments>
  /** Never set; carries the result type. */
  readonly result?: Result
}

/** Declares a command: `command(z.object({...})).returns<Result>()`. */
export function command<Arguments>(schema: z.ZodType<Arguments>): { returns<Result>(): Command<Arguments, Result> } {
  return { returns: () => ({ arguments: schema }) }
}

export type ArgumentsOf<C> = C extends Command<infer A, unknown> ? A : never
export type ResultOf<C> = C extends Command<never, infer R> ? R : C extends { readonly result?: infer R } ? Exclude<R, undefined> : never
