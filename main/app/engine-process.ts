import type { FromEngine, ToEngine } from '#core/contract/engine-process'

/** One running engine process as its supervisor needs it. */
export interface EngineProcess<PortEnd> {
  /** Undefined before the process exists and after it is gone. */
  readonly pid: number | undefined
  post(message: ToEngine, ports?: readonly PortEnd[]): void
  onMessage(listener: (message: FromEngine) => void): void
  onExit(listener: (code: number) => void): void
  kill(): void
}

export interface Channel<PortEnd> {
  readonly engineEnd: PortEnd
  readonly clientEnd: PortEnd
}
