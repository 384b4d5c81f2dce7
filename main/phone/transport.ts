import type { PhoneList } from '#core/model/phone'

/** What a command of the phone's shell answered. */
export interface ShellOutcome {
  readonly stdout: string
  readonly stderr: string
  /** null on phones before Android 7, which do not tell. */
  readonly exitCode: number | null
}

export interface TransferOptions {
  readonly signal: AbortSignal
  /** Bytes that have gone over so far. */
  readonly progress?: (bytes: number) => void
}

/**
 * An open way to one phone. Failures are AppErrors: `phone-unplugged` when the phone goes away, `phone-full`,
 * `phone-refused` when it does not let us, `cancelled`.
 */
export interface PhoneConnection {
  readonly serial: string
  /** Resolves when the phone goes away, or once the connection is closed. */
  readonly gone: Promise<void>
  /** Runs one command line of the phone's shell to its end. */
  shell(line: string, signal: AbortSignal): Promise<ShellOutcome>
  /** Writes a file whole; `mode` as of chmod, 0o644 when left out. */
  write(path: string, content: AsyncIterable<Uint8Array>, options: TransferOptions & { readonly mode?: number }): Promise<void>
  /** Gives the pieces of a file to `piece`, in order. */
  read(path: string, piece: (bytes: Uint8Array) => void, options: TransferOptions): Promise<void>
  /** Size of a file in bytes; null when there is none. */
  size(path: string, signal: AbortSignal): Promise<number | null>
  /** Names in a folder; none when there is no such folder. */
  list(path: string, signal: AbortSignal): Promise<readonly string[]>
  /** A port of the phone's own local host that leads to a port of this computer's. */
  openReverse(hostPort: number): Promise<number>
  closeReverse(phonePort: number): Promise<void>
  close(): Promise<void>
}

/** A way to phones. */
export interface PhoneTransport {
  /** Tells the list now and after every change, until the returned function is called. */
  watch(listener: (list: PhoneList) => void): () => void
  /** The list of now. */
  list(): Promise<PhoneList>
  /**
   * Reaches a phone over Wi-Fi at HOST:PORT, paired first when there is a code. Settles also while the phone still asks.
   * Throws AppError `phone-refused` with what adb says, or `no-adb`.
   */
  connect(address: string, pairingCode: string | null): Promise<void>
  /** Lets go of a phone reached over Wi-Fi. */
  disconnect(address: string): Promise<void>
  /** Throws AppError `phone-unplugged`, `phone-unauthorised` or `no-adb`. */
  open(serial: string): Promise<PhoneConnection>
}
