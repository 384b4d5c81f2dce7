import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { PhonePageOrder } from '#core/contract/phone-page'
import type { JobId } from '#core/model/job'
import type { PhoneMeasurement } from '#core/model/phone-measurement'
import { phonePageAdvice, type NetworkInterface, type PageVisitor, type PhonePageEnd, type PhonePageView } from '#core/model/phone-page'
import type { PhoneTransport } from '../../../phone/transport'
import type { JobContext } from '../../jobs'
import type { ModelFile } from '../../runtime/photo-pool'
import type { BundleExporter } from '../bundle/bundle-exporter'
import type { ModelRegistry } from '../model-registry'
import type { ServiceDependencies } from '../service-dependencies'
import { OpenPage } from './open-page'
import { preparePage } from './prepare-page'
import type { Timers } from './idle-close'

export interface PageHostParts extends Pick<ServiceDependencies, 'jobs' | 'emit' | 'options'> {
  readonly models: Pick<ModelRegistry, 'usable'>
  readonly exporter: Pick<BundleExporter, 'write'>
  readonly transport: Pick<PhoneTransport, 'open' | 'list'>
  /** Keeps a measurement in the project. */
  keep(measurement: Omit<PhoneMeasurement, 'id'>): Promise<PhoneMeasurement>
  readonly interfaces: () => readonly NetworkInterface[]
  readonly timers: Timers
}

/** What is being shown or prepared; null between pages. */
interface Shown {
  readonly order: PhonePageOrder
  readonly models: readonly ModelFile[]
  readonly jobId: JobId
  page: OpenPage | null
}

/** Shows at most one page to at most one phone at a time. */
export class PageHost {
  readonly #parts: PageHostParts
  #shown: Shown | null = null
  #end: PhonePageEnd = 'not-opened'
  #measurements: PhoneMeasurement[] = []
  #leftOut: PhonePageView['leftOut'] = []

  constructor(parts: PageHostParts) {
    this.#parts = parts
  }

  /**
   * Prepares and shows a page, as a job; an earlier one is closed. Throws `not-found` for a model or a network that is not there,
   * `unsupported-model`, or why the phone is not ready.
   */
  async open(order: PhonePageOrder): Promise<JobId> {
    const { jobs, transport, interfaces } = this.#parts
    const models = await this.#parts.models.usable(order.modelIds)
    if (order.way.kind === 'phone') await (await transport.open(order.way.serial)).close()
    else if (!interfaces().some(({ address }) => order.way.kind === 'network' && address === order.way.address)) {
      throw new AppError('not-found', `This computer is in no network with the address ${order.way.address}.`, { hint: 'Choose one of the networks listed.' })
    }
    await this.close()
    const title = `Show ${models.length === 1 ? (models[0]?.card.name ?? '') : `${models.length} models`} to a phone`
    const jobId = jobs.start({ kind: 'bundle', title }, (context) => this.#prepare(context))
    this.#shown = { order, models, jobId, page: null }
    this.#measurements = []
    this.#leftOut = []
    this.#tell()
    return jobId
  }

  /** Closes what is shown and stops what is prepared. */
  async close(): Promise<void> {
    await this.#finish('asked')
  }

  view(): PhonePageView {
    const shown = this.#shown
    const page = shown?.page ?? null
    const visitor = page?.visitor ?? null
    return {
      state: shown === null ? 'closed' : page === null ? 'preparing' : visitor === null ? 'waiting' : 'connected',
      advice: this.#advice(shown, visitor),
      way: shown?.order.way ?? null,
      models: shown?.models.map(({ card }) => ({ modelId: card.id, name: card.name })) ?? [],
      jobId: shown !== null && page === null ? shown.jobId : null,
      url: page?.url ?? null,
      qr: page?.qr ?? null,
      closesAtMs: page?.closesAtMs ?? null,
      visitor,
      turnedAway: page?.turnedAway ?? 0,
      measurements: this.#measurements,
      leftOut: this.#leftOut,
    }
  }

  #advice(shown: Shown | null, visitor: PageVisitor | null): PhonePageView['advice'] {
    if (shown === null) return phonePageAdvice.closed(this.#end)
    if (shown.page === null) return phonePageAdvice.preparing()
    return visitor === null ? phonePageAdvice.waiting(shown.order.way.kind) : phonePageAdvice.connected(visitor.name, this.#measurements.length)
  }

  async #prepare(context: JobContext): Promise<void> {
    // The job begins before `open` knows its number.
    await context.whenRunning()
    const shown = this.#shown
    if (shown === null || shown.jobId !== context.id) return
    const { options, exporter, transport, timers, emit } = this.#parts
    const folder = await mkdtemp(join(tmpdir(), 'mobilabel-page-'))
    try {
      for (const at of shown.models.keys()) await mkdir(join(folder, String(at)))
      const pageFolder = join(dirname(options.workerPath), '..', 'phone-page')
      const { files, session, leftOut } = await preparePage(shown.models, shown.order, folder, { exporter, pageFolder, appVersion: options.appVersion }, context)
      await context.whenRunning()
      const page = await OpenPage.open({
        way: shown.order.way,
        files,
        session,
        transport,
        timers,
        folder,
        changed: () => this.#tell(),
        measured: async (measurement) => {
          const kept = await this.#parts.keep(measurement)
          this.#measurements = [...this.#measurements, kept]
          emit('phone.measured', {})
        },
        ended: (end) => void this.#finishPage(page, end),
      })
      if (context.signal.aborted) {
        await page.close()
        await context.whenRunning()
      }
      shown.page = page
      this.#leftOut = leftOut
      this.#tell()
      context.report({ done: shown.models.length, total: shown.models.length })
      await page.callBrowser(context.signal)
    } catch (error) {
      if (shown.page === null) await rm(folder, { recursive: true, force: true })
      if (this.#shown === shown) {
        this.#hide(context.signal.aborted ? 'asked' : 'failed')
        await shown.page?.close()
      }
      throw error
    }
  }

  async #finishPage(page: OpenPage, end: PhonePageEnd): Promise<void> {
    if (this.#shown?.page === page) await this.#finish(end)
  }

  async #finish(end: PhonePageEnd): Promise<void> {
    const shown = this.#shown
    if (shown === null) return
    this.#hide(end)
    if (shown.page === null) this.#cancel(shown.jobId)
    else await shown.page.close()
  }

  #hide(end: PhonePageEnd): void {
    this.#shown = null
    this.#end = end
    this.#tell()
  }

  #cancel(jobId: JobId): void {
    const { jobs } = this.#parts
    const job = jobs.list().find(({ id }) => id === jobId)
    if (job?.endedAtMs === null) jobs.cancel(jobId)
  }

  #tell(): void {
    this.#parts.emit('phone-page.changed', this.view())
  }
}
