import { app, type MessagePortMain } from 'electron'
import type { Port } from '#core/contract/rpc'
import type { EngineStatus } from '#core/contract/shell'
import { shellEventChannels } from '#core/contract/shell-channels'
import type { BuiltFiles } from './built-files'
import type { DataFolder } from './data-folder'
import { EngineLink, type EngineSource } from './engine-link'
import { EngineSupervisor } from './engine-supervisor'
import { forkEngine } from './fork-engine'
import type { MainWindow } from './main-window'
import { createChannel, portOfMain } from './message-ports'
import type { ProjectMemory } from './project-memory'

export interface WindowEngineOptions {
  readonly projectPath: string
  readonly memory: ProjectMemory
  readonly files: BuiltFiles
  readonly data: DataFolder
  readonly log: (text: string) => void
}

/** The engine together with the window that shows it: statuses and ports go to the page, opened projects are remembered. */
export class WindowEngine implements EngineSource {
  readonly #supervisor: EngineSupervisor<MessagePortMain>
  readonly #link: EngineLink
  #window: MainWindow | null = null

  constructor({ projectPath, memory, files, data, log }: WindowEngineOptions) {
    this.#supervisor = new EngineSupervisor(
      { fork: () => forkEngine(files.enginePath, log), createChannel, log, nowMs: () => performance.now() },
      {
        projectPath,
        cachePath: data.cachePath,
        modelsPath: data.modelsPath,
        resourcesPath: files.resourcesPath,
        workerPath: files.workerPath,
        appVersion: app.getVersion(),
      },
    )
    this.#link = new EngineLink(this)
    this.#supervisor.onStatus((status) => {
      if (status.state === 'ready') memory.opened(this.#supervisor.projectPath)
      this.#window?.whenLoaded((page) => page.send(shellEventChannels.engineStatus, status))
    })
  }

  get status(): EngineStatus {
    return this.#supervisor.status
  }

  /** The app process's own line to the engine. */
  get link(): EngineLink {
    return this.#link
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    return this.#supervisor.onStatus(listener)
  }

  connect(): Port | null {
    const end = this.#supervisor.connect()
    return end === null ? null : portOfMain(end)
  }

  /** From now on this window hears of the engine. */
  show(window: MainWindow): void {
    this.#window = window
  }

  /** Sends the page a fresh port; nothing while the engine is not ready, since its "ready" makes the page ask again. */
  sendPort(): void {
    const window = this.#window
    const end = window === null ? null : this.#supervisor.connect()
    if (end !== null) window?.whenLoaded((page) => page.postMessage(shellEventChannels.enginePort, null, [end]))
  }

  open(projectPath: string): Promise<void> {
    return this.#supervisor.open(projectPath)
  }

  tryAgain(): Promise<void> {
    return this.#supervisor.tryAgain()
  }

  stop(): Promise<void> {
    return this.#supervisor.stop()
  }
}
