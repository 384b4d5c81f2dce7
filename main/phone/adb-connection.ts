import type { Adb, AdbSync } from '@yume-chan/adb'
import { ReadableStream } from '@yume-chan/stream-extra'
import { AppError } from '#core/contract/errors'
import { mapPhoneError } from './map-phone-error'
import type { PhoneConnection, ShellOutcome, TransferOptions } from './transport'

const packetBytes = 64 * 1024
const usualMode = 0o644

/** One phone through adb. */
export class AdbConnection implements PhoneConnection {
  readonly #adb: Adb

  constructor(adb: Adb) {
    this.#adb = adb
  }

  get serial(): string {
    return this.#adb.serial
  }

  get gone(): Promise<void> {
    return this.#adb.disconnected.then(() => undefined)
  }

  async shell(line: string, signal: AbortSignal): Promise<ShellOutcome> {
    return this.#guarded('A command on the phone', signal, async () => {
      const shell = this.#adb.subprocess.shellProtocol
      if (shell !== undefined) return shell.spawnWaitText(line)
      return { stdout: await this.#adb.subprocess.noneProtocol.spawnWaitText(line), stderr: '', exitCode: null }
    })
  }

  async write(path: string, content: AsyncIterable<Uint8Array>, { signal, progress, mode = usualMode }: TransferOptions & { readonly mode?: number }): Promise<void> {
    await this.#withSync(`Writing ${path}`, signal, (sync) => sync.write({ filename: path, file: streamOf(content, signal, progress), permission: mode }))
  }

  async read(path: string, piece: (bytes: Uint8Array) => void, { signal, progress }: TransferOptions): Promise<void> {
    await this.#withSync(`Reading ${path}`, signal, async (sync) => {
      let bytes = 0
      for await (const part of sync.read(path)) {
        if (signal.aborted) return
        piece(part)
        bytes += part.length
        progress?.(bytes)
      }
    })
  }

  async size(path: string, signal: AbortSignal): Promise<number | null> {
    return this.#withSync(`Looking for ${path}`, signal, async (sync) => {
      const { mode, size } = await sync.lstat(path).catch((error: unknown) => {
        if (/ENOENT|no such file|lstat error/iu.test(String(error))) return { mode: 0, size: 0n }
        throw error
      })
      return mode === 0 ? null : Number(size)
    })
  }

  async list(path: string, signal: AbortSignal): Promise<readonly string[]> {
    return this.#withSync(`Looking into ${path}`, signal, async (sync) => {
      const names: string[] = []
      for await (const { name } of sync.opendir(path)) if (name !== '.' && name !== '..') names.push(name)
      return names.sort()
    })
  }

  async openReverse(hostPort: number): Promise<number> {
    return this.#guarded('Opening a way back from the phone', new AbortController().signal, async () => {
      const address = await this.#adb.reverse.addExternal('tcp:0', `tcp:${hostPort}`)
      return Number(address.replace(/^tcp:/u, ''))
    })
  }

  async closeReverse(phonePort: number): Promise<void> {
    await this.#guarded('Closing the way back from the phone', new AbortController().signal, () => this.#adb.reverse.remove(`tcp:${phonePort}`))
  }

  async close(): Promise<void> {
    await this.#adb.close()
  }

  async #withSync<T>(doing: string, signal: AbortSignal, work: (sync: AdbSync) => Promise<T>): Promise<T> {
    return this.#guarded(doing, signal, async () => {
      const sync = await this.#adb.sync()
      // A write that waits for the phone ends at once only when its socket does.
      const stop = (): void => void sync.dispose()
      signal.addEventListener('abort', stop, { once: true })
      try {
        return await work(sync)
      } finally {
        signal.removeEventListener('abort', stop)
        await sync.dispose()
      }
    })
  }

  /** Ends with the work, with the signal or with the phone, whatever comes first; failures become errors of the app. */
  async #guarded<T>(doing: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const cancelled = new AppError('cancelled', `${doing} was cancelled.`)
    if (signal.aborted) throw cancelled
    let stop = (): void => undefined
    const aborted = new Promise<never>((_resolve, reject) => {
      stop = () => reject(cancelled)
      signal.addEventListener('abort', stop, { once: true })
    })
    const gone = this.#adb.disconnected.then(() => {
      throw new AppError('phone-unplugged', `${doing} was cut off: the phone ${this.serial} went away.`, { hint: 'Plug it in again; it goes on where it was.' })
    })
    // The loser of the race must not be an unhandled rejection.
    gone.catch(() => undefined)
    try {
      return await Promise.race([work(), aborted, gone])
    } catch (error) {
      throw mapPhoneError(error, this.serial, doing)
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }
}

function streamOf(content: AsyncIterable<Uint8Array>, signal: AbortSignal, progress: ((bytes: number) => void) | undefined): ReadableStream<Uint8Array> {
  const pieces = content[Symbol.asyncIterator]()
  let sent = 0
  let rest: Uint8Array = new Uint8Array(0)
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (signal.aborted) return controller.error(new AppError('cancelled', 'The transfer was cancelled.'))
        if (rest.length === 0) {
          const next = await pieces.next()
          if (next.done === true) return controller.close()
          rest = next.value
        }
        const piece = rest.subarray(0, packetBytes)
        rest = rest.subarray(packetBytes)
        controller.enqueue(piece)
        sent += piece.length
        progress?.(sent)
      },
    },
    { highWaterMark: 1 },
  )
}
