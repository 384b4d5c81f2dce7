import type { CancelSignal } from '#core/contract/cancel'
import { catalogueCommands } from '#core/contract/catalogue'
import { bundleCommands } from '#core/contract/bundle'
import type { ArgumentsOf, Command } from '#core/contract/command'
import { datasetCommands } from '#core/contract/datasets'
import { evaluationCommands, type EvaluationEvents } from '#core/contract/evaluation'
import { labelCommands, type LabelEvents } from '#core/contract/labels'
import { libraryCommands, type LibraryEvents } from '#core/contract/library'
import { modelInsightCommands } from '#core/contract/model-insight'
import { modelImportCommands } from '#core/contract/model-import'
import { modelCommands, type ModelEvents } from '#core/contract/models'
import { phonePageCommands, type PhonePageEvents } from '#core/contract/phone-page'
import { phoneCommands, type PhoneEvents } from '#core/contract/phones'
import { photoCommands, type PhotoEvents } from '#core/contract/photos'
import { projectCommands } from '#core/contract/project'
import { runCommands, type RunEvents } from '#core/contract/runs'
import { savedFilterCommands } from '#core/contract/saved-filters'
import { tuneCommands, type TuneEvents } from '#core/contract/tune'

/** Every command of the engine. A reader learns the whole app from this list. */
export const commands = {
  ...projectCommands,
  ...libraryCommands,
  ...photoCommands,
  ...savedFilterCommands,
  ...runCommands,
  ...labelCommands,
  ...datasetCommands,
  ...modelCommands,
  ...bundleCommands,
  ...phoneCommands,
  ...phonePageCommands,
  ...modelImportCommands,
  ...catalogueCommands,
  ...tuneCommands,
  ...evaluationCommands,
  ...modelInsightCommands,
} as const

export type Commands = typeof commands
export type CommandName = keyof Commands
export type CommandArguments<N extends CommandName> = ArgumentsOf<Commands[N]>
export type CommandResult<N extends CommandName> = Commands[N] extends Command<infer _A, infer R> ? R : never

/** Every event the engine sends. */
export type Events = LibraryEvents & PhoneEvents & PhonePageEvents & PhotoEvents & RunEvents & LabelEvents & ModelEvents & TuneEvents & EvaluationEvents
export type EventName = keyof Events

/** Handed to each service function: aborted when the caller cancels or goes away. */
export interface CallContext {
  readonly signal: CancelSignal
}

export type Handler<N extends CommandName> = (
  args: CommandArguments<N>,
  context: CallContext,
) => CommandResult<N> | Promise<CommandResult<N>>

/** The whole engine as functions; each service provides its part with `satisfies`. */
export type Handlers = { readonly [N in CommandName]: Handler<N> }

/** The part of the engine that a feature's contract file names. */
export type HandlersOf<Part extends Partial<Commands>> = { readonly [N in keyof Part & CommandName]: Handler<N> }

/** How a caller sees the engine, over a port or in the same process. */
export interface EngineClient {
  call<N extends CommandName>(name: N, args: CommandArguments<N>, options?: { signal?: CancelSignal }): Promise<CommandResult<N>>
  on<E extends EventName>(name: E, listener: (payload: Events[E]) => void): () => void
}
