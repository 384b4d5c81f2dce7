import type { ErrorData } from '#core/contract/errors'

/** What the app process tells a new engine process: where it finds and keeps things. */
export interface EngineStart {
  /** Project file (*.mobilabel), created when missing. */
  readonly projectPath: string
  /** Folder for thumbnails and views; may be deleted at any time. */
  readonly cachePath: string
  /** Folder of the models made on this machine. */
  readonly modelsPath: string
  /** The app's resources folder: models/, labels/, samples/. */
  readonly resourcesPath: string
  /** Built worker script. */
  readonly workerPath: string
  readonly appVersion: string
}

/** App process to engine process. A `client` message carries one end of a new channel to serve. */
export type ToEngine = { readonly kind: 'start'; readonly start: EngineStart } | { readonly kind: 'client' } | { readonly kind: 'stop' }

/** Engine process to app process; exactly one of the two per start. After `start-failed` the process ends by itself. */
export type FromEngine = { readonly kind: 'ready' } | { readonly kind: 'start-failed'; readonly error: ErrorData }
