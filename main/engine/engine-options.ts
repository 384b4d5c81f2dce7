/** Where an engine finds and keeps things; the same for the window, the command line and tests. */
export interface EngineOptions {
  /** Project file (*.mobilabel, SQLite). Created when missing. */
  readonly projectPath: string
  /** Folder for thumbnails and views; may be deleted at any time. */
  readonly cachePath: string
  /** Folder of the models made on this machine; default: models/ beside the cache. */
  readonly modelsPath?: string
  /** The app's resources folder: models/, labels/, samples/. */
  readonly resourcesPath: string
  /** Built worker script. */
  readonly workerPath: string
  /** Batch workers; default: one per core. */
  readonly workers?: number
  readonly appVersion: string
}
