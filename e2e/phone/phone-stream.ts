import { ByteQueue } from './byte-queue'
import { adbCommands, type AdbPacket } from './adb-packet'

/** One stream of an adb connection, as the phone sees it. A write waits until the host has taken the one before. */
export class PhoneStream {
  readonly id: number
  hostId: number
  readonly received = new ByteQueue()
  readonly #send: (packet: AdbPacket) => Promise<void>
  readonly #maxPayload: number
  #ready: Promise<void>
  #okay: () => void = () => undefined
  #closed = false

  /** @param hostId 0 for a stream that the phone opens, until the host has answered */
  constructor(id: number, hostId: number, maxPayload: number, send: (packet: AdbPacket) => Promise<void>) {
    this.id = id
    this.hostId = hostId
    this.#maxPayload = maxPayload
    this.#send = send
    this.#ready = hostId === 0 ? this.#nextOkay() : Promise.resolve()
  }

  get closed(): boolean {
    return this.#closed
  }

  async write(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length; at += this.#maxPayload) {
      await this.#ready
      if (this.#closed) return
      this.#ready = this.#nextOkay()
      await this.#send({ command: adbCommands.write, arg0: this.id, arg1: this.hostId, payload: bytes.subarray(at, at + this.#maxPayload) })
    }
  }

  /** Tells the host that there is nothing more, once it has taken everything. */
  async end(): Promise<void> {
    await this.#ready
    if (this.#closed) return
    await this.#send({ command: adbCommands.close, arg0: this.id, arg1: this.hostId, payload: Buffer.alloc(0) })
    this.hasClosed()
  }

  hasTaken(): void {
    this.#okay()
  }

  /** The host has closed it, or the cable is out. */
  hasClosed(): void {
    this.#closed = true
    this.received.end()
    this.#okay()
  }

  #nextOkay(): Promise<void> {
    return new Promise((resolve) => {
      this.#okay = resolve
    })
  }
}
