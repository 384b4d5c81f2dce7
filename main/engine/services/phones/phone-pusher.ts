import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { BundleContent } from '#core/contract/bundle'
import { AppError } from '#core/contract/errors'
import type { PhonePlace, PhonePushReport } from '#core/contract/phones'
import type { JobId } from '#core/model/job'
import type { AttachedPhone } from '#core/model/phone'
import { sendFile } from '../../../phone/send-file'
import type { PhoneConnection, PhoneTransport } from '../../../phone/transport'
import type { JobContext } from '../../jobs'
import type { ModelFile } from '../../runtime/photo-pool'
import type { PhoneStore } from '../../store/phone-store'
import { partingPatience } from '../../store/write-turns'
import type { BundleExporter } from '../bundle/bundle-exporter'
import { RecentReports } from '../datasets/recent-reports'
import type { ServiceDependencies } from '../service-dependencies'
import { placeFolder, versionName } from './phone-places'
import { makeCurrent } from './phone-versions'

export interface PushOrder {
  readonly serial: string
  readonly modelId: string
  readonly place: PhonePlace
  readonly content: BundleContent
}

const aliveMs = 60_000

interface LocalFile {
  readonly path: string
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

type SentFile = PhonePushReport['files'][number]

/** Puts models on phones, as jobs. A phone that goes away is waited for; what has arrived is not sent again. */
export class PhonePusher {
  readonly #dependencies: ServiceDependencies
  readonly #transport: PhoneTransport
  readonly #exporter: BundleExporter
  readonly #history: PhoneStore
  readonly #reports = new RecentReports<PhonePushReport>('transfer')

  constructor(parts: { dependencies: ServiceDependencies; transport: PhoneTransport; exporter: BundleExporter; history: PhoneStore }) {
    this.#dependencies = parts.dependencies
    this.#transport = parts.transport
    this.#exporter = parts.exporter
    this.#history = parts.history
  }

  /** Throws `not-found` or `unsupported-model`, `phone-unplugged` or `phone-unauthorised` for a phone that is not ready. */
  async start(order: PushOrder): Promise<JobId> {
    const { jobs, registry } = this.#dependencies
    const [model] = await registry.usable([order.modelId])
    if (model === undefined) throw new AppError('not-found', `There is no model "${order.modelId}".`)
    const connection = await this.#transport.open(order.serial)
    await connection.close()
    const phone = (await this.#transport.list()).phones.find(({ serial }) => serial === order.serial)
    return jobs.start({ kind: 'push', title: `Send ${model.card.name} to ${nameOf(phone, order.serial)}` }, (context) => this.#push(order, model, nameOf(phone, order.serial), context))
  }

  /** Throws `not-found` when the job has not ended well. */
  report(jobId: JobId): PhonePushReport {
    return this.#reports.get(jobId)
  }

  async #push(order: PushOrder, model: ModelFile, phone: string, context: JobContext): Promise<void> {
    const { card } = model
    const folder = `${placeFolder(order.place)}/${card.id}/${versionName(card.sha256)}`
    const facts = { serial: order.serial, phone, modelId: card.id, modelName: card.name, modelSha256: card.sha256, folder }
    const local = await mkdtemp(join(tmpdir(), 'mobilabel-push-'))
    let bytes = 0
    try {
      const { leftOut } = await this.#exporter.write(model, order.content, local, context)
      const files = await filesBelow(local)
      bytes = files.reduce((sum, file) => sum + file.bytes, 0)
      const sent = await this.#sendAll(order.serial, files, folder, bytes, context)
      await this.#note({ ...facts, bytes, state: 'sent', error: null, endedAtMs: Date.now() })
      this.#reports.put({ jobId: context.id, folder, files: sent, leftOut })
    } catch (error) {
      const state = context.signal.aborted ? 'cancelled' : 'failed'
      await this.#note({ ...facts, bytes, state, error: error instanceof Error ? error.message : String(error), endedAtMs: Date.now() })
      throw error
    } finally {
      await rm(local, { recursive: true, force: true })
    }
  }

  #note(push: Parameters<PhoneStore['addPush']>[0]): Promise<void> {
    return this.#dependencies.store.connection.transactionWhenFree(() => this.#history.addPush(push), partingPatience)
  }

  async #sendAll(serial: string, files: readonly LocalFile[], folder: string, total: number, context: JobContext): Promise<SentFile[]> {
    const { signal } = context
    for (;;) {
      const connection = await this.#whenAttached(serial, context)
      try {
        const sent: SentFile[] = []
        let done = 0
        for (const file of files) {
          const path = `${folder}/${file.name}`
          const step = `Sending ${file.name}`
          const outcome = await sendFile(connection, file, path, { signal, progress: (bytes) => context.report({ done: kilobytes(done + bytes), total: kilobytes(total), step }) })
          done += file.bytes
          context.report({ done: kilobytes(done), total: kilobytes(total), step })
          sent.push({ path, bytes: file.bytes, outcome })
        }
        await makeCurrent(connection, folder.slice(0, folder.lastIndexOf('/')), folder.slice(folder.lastIndexOf('/') + 1), signal)
        return sent
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'phone-unplugged' || signal.aborted) throw error
        context.report({ done: 0, total: kilobytes(total), step: 'Waiting for the phone to be plugged in again' })
        await this.#whenGone(serial, signal)
      } finally {
        await closeQuietly(connection)
      }
    }
  }

  /** Opens the phone as soon as it is ready. */
  async #whenAttached(serial: string, context: JobContext): Promise<PhoneConnection> {
    for (;;) {
      await this.#when((phones) => phones.some((phone) => phone.serial === serial && phone.state === 'ready'), context.signal)
      try {
        return await this.#transport.open(serial)
      } catch (error) {
        // It may have gone again in between.
        if (!(error instanceof AppError) || error.code !== 'phone-unplugged') throw error
      }
    }
  }

  /** The server of adb may list a phone for a moment that has just gone; it must not be opened in a tight circle. */
  async #whenGone(serial: string, signal: AbortSignal): Promise<void> {
    const timeout = AbortSignal.timeout(1000)
    try {
      await this.#when((phones) => !phones.some((phone) => phone.serial === serial && phone.state === 'ready'), AbortSignal.any([signal, timeout]))
    } catch (error) {
      if (!timeout.aborted || signal.aborted) throw error
    }
  }

  #when(holds: (phones: readonly AttachedPhone[]) => boolean, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      // Watching alone does not keep a command line alive.
      const alive = setInterval(() => undefined, aliveMs)
      const stop = this.#transport.watch(({ phones }) => {
        if (holds(phones)) finish(null)
      })
      const abort = (): void => finish(new AppError('cancelled', 'The transfer was cancelled.'))
      const finish = (error: AppError | null): void => {
        signal.removeEventListener('abort', abort)
        clearInterval(alive)
        // The listener may run before `watch` has returned.
        queueMicrotask(() => stop())
        if (error === null) resolve()
        else reject(error)
      }
      signal.addEventListener('abort', abort, { once: true })
      if (signal.aborted) abort()
    })
  }
}

function nameOf(phone: AttachedPhone | undefined, serial: string): string {
  return phone?.model ?? serial
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1000)
}

async function filesBelow(folder: string): Promise<LocalFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: LocalFile[] = []
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const hash = createHash('sha256')
    await pipeline(createReadStream(path), hash)
    files.push({ path, name: path.slice(folder.length + 1).replaceAll('\\', '/'), bytes: (await stat(path)).size, sha256: hash.digest('hex') })
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function closeQuietly(connection: PhoneConnection): Promise<void> {
  try {
    await connection.close()
  } catch {
    // The phone is gone: there is nothing left to close.
  }
}
