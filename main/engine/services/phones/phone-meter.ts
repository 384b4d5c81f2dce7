import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BundleManifest } from '#core/bundle/manifest'
import type { NamedTensors } from '#core/bundle/parity'
import { photoParity } from '#core/bundle/photo-parity'
import { slowerDoubts } from '#core/bundle/slower-doubts'
import { AppError } from '#core/contract/errors'
import type { BenchOrder, BenchReport } from '#core/contract/phones'
import { summariseTimes } from '#core/metrics/timing-summary'
import type { JobId } from '#core/model/job'
import { bundleFormats } from '#core/model/bundle-format'
import type { ModelCard } from '#core/model/model-card'
import type { PhoneFacts } from '#core/model/phone'
import type { PhoneMeasurement, PhotoParity } from '#core/model/phone-measurement'
import { readPhoneFacts } from '../../../phone/phone-facts'
import { runBench, type BenchModel, type BenchResult } from '../../../phone/run-bench'
import type { FileToSend } from '../../../phone/send-file'
import type { PhoneConnection, PhoneTransport } from '../../../phone/transport'
import type { JobContext } from '../../jobs'
import type { ModelFile } from '../../runtime/photo-pool'
import type { PhoneStore } from '../../store/phone-store'
import { untilCancelled } from '../../store/write-turns'
import type { BundleExporter } from '../bundle/bundle-exporter'
import { RecentReports } from '../datasets/recent-reports'
import type { ServiceDependencies } from '../service-dependencies'
import type { RunnerStore } from './runner-store'

const hotFrom = 2
const lowBatteryPercent = 15

interface BenchTarget {
  readonly model: ModelFile
  readonly format: BenchOrder['models'][number]['format']
}

/** Measures models on phones and proves that they answer the same there, as jobs. */
export class PhoneMeter {
  readonly #dependencies: ServiceDependencies
  readonly #transport: PhoneTransport
  readonly #exporter: BundleExporter
  readonly #history: PhoneStore
  readonly #runners: RunnerStore
  readonly #reports = new RecentReports<BenchReport>('measurement')

  constructor(parts: { dependencies: ServiceDependencies; transport: PhoneTransport; exporter: BundleExporter; history: PhoneStore; runners: RunnerStore }) {
    this.#dependencies = parts.dependencies
    this.#transport = parts.transport
    this.#exporter = parts.exporter
    this.#history = parts.history
    this.#runners = parts.runners
  }

  /** Throws `not-found` or `unsupported-model`, `not-found` for a runtime that must be fetched first, or why the phone is not ready. */
  async start(order: BenchOrder): Promise<JobId> {
    const { jobs, registry } = this.#dependencies
    const models = new Map((await registry.usable(order.models.map(({ modelId }) => modelId))).map((model) => [model.card.id, model]))
    const targets = order.models.flatMap(({ modelId, format }) => {
      const model = models.get(modelId)
      return model === undefined ? [] : [{ model, format }]
    })
    const connection = await this.#transport.open(order.serial)
    const facts = await readPhoneFacts(connection, new AbortController().signal).finally(() => connection.close())
    await this.#runners.parts(facts.abi ?? '')
    const title = `Measure ${targets.length === 1 ? (targets[0]?.model.card.name ?? '') : `${targets.length} models`} on ${facts.model ?? order.serial}`
    return jobs.start({ kind: 'bench', title }, (context) => this.#measureAll(order, targets, context))
  }

  /** Throws `not-found` when the job has not ended well. */
  report(jobId: JobId): BenchReport {
    return this.#reports.get(jobId)
  }

  async #measureAll(order: BenchOrder, targets: readonly BenchTarget[], context: JobContext): Promise<void> {
    const measurements: PhoneMeasurement[] = []
    const leftOut: { what: string; reason: string }[] = []
    const connection = await this.#transport.open(order.serial)
    try {
      for (const [at, target] of targets.entries()) {
        const step = (text: string): void => context.report({ done: at, total: targets.length, failed: leftOut.length, step: `${target.model.card.name}: ${text}` })
        const { name, runtime } = bundleFormats.find(({ id }) => id === target.format) ?? { name: target.format, runtime: 'litert' }
        if (runtime !== 'onnxruntime') {
          leftOut.push({ what: `${target.model.card.name}, ${target.format}`, reason: `${name} is not run by ONNX Runtime, with which models are measured.` })
          continue
        }
        step('Preparing')
        try {
          const measured = await this.#measure(connection, order, target, context, step)
          const { store } = this.#dependencies
          measurements.push(await store.connection.transactionWhenFree(() => this.#history.addMeasurement(measured), untilCancelled(context.signal)))
          this.#dependencies.emit('phone.measured', {})
        } catch (error) {
          // One model that a phone cannot hold must not keep the others from being measured.
          if (!(error instanceof AppError) || (error.code !== 'phone-refused' && error.code !== 'unsupported-model')) throw error
          leftOut.push({ what: `${target.model.card.name}, ${target.format}`, reason: error.message })
        }
      }
    } finally {
      await connection.close()
    }
    context.report({ done: targets.length, total: targets.length, failed: leftOut.length })
    if (measurements.length === 0) throw new AppError('phone-refused', `Nothing could be measured. ${leftOut[0]?.reason ?? ''}`, { hint: 'Copy the diagnostics, or measure in the phone’s browser.' })
    this.#reports.put({ jobId: context.id, measurements, leftOut })
  }

  async #measure(connection: PhoneConnection, order: BenchOrder, { model, format }: BenchTarget, context: JobContext, step: (text: string) => void): Promise<Omit<PhoneMeasurement, 'id'>> {
    const folder = await mkdtemp(join(tmpdir(), 'mobilabel-bench-'))
    try {
      // The exporter reports steps of its own, which would set the count of models back.
      const quiet = { ...context, signal: context.signal, report: () => undefined, whenRunning: () => context.whenRunning(), paused: false }
      const { manifest } = await this.#exporter.write(model, { formats: [format], golden: order.golden, threshold: 0 }, folder, quiet)
      const before = await readPhoneFacts(connection, context.signal)
      const parts = await this.#runners.parts(before.abi ?? '')
      const result = await runBench(connection, parts, await benchModel(folder, manifest, model.card), order, context.signal, step)
      const after = await readPhoneFacts(connection, context.signal)
      const times = summariseTimes(result.ms)
      return {
        source: 'app_process',
        serial: order.serial,
        phone: phoneName(before),
        modelId: model.card.id,
        modelSha256: model.card.sha256,
        format,
        measuredAtMs: Date.now(),
        provider: order.provider,
        threads: order.threads,
        runtime: `ONNX Runtime ${result.ortVersion}`,
        loadMs: result.loadMs,
        p50Ms: times.p50,
        p90Ms: times.p90,
        minMs: times.min,
        runsMs: result.ms,
        peakMemoryBytes: result.peakRssKb < 0 ? null : result.peakRssKb * 1024,
        parity: await parityOf(folder, manifest, model.card, result),
        thermal: { before: before.thermalStatus, after: after.thermalStatus },
        facts: after,
        doubts: doubtsOf(times.trend, before, after),
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/** Maker and model; many makers stand in the name of the model already. */
function phoneName({ manufacturer, model, serial }: PhoneFacts): string {
  if (model === null) return manufacturer ?? serial
  return manufacturer === null || model.toLowerCase().startsWith(manufacturer.toLowerCase()) ? model : `${manufacturer} ${model}`
}

async function benchModel(folder: string, manifest: BundleManifest, card: ModelCard): Promise<BenchModel> {
  const file = manifest.files[0]
  if (file === undefined) throw new AppError('unsupported-model', `"${card.name}" has no file for the phone.`)
  const golden = []
  for (const { input } of manifest.golden) golden.push({ ...(await fileToSend(join(folder, input.path))), name: nameOf(input.path) })
  return {
    file: { path: join(folder, file.path), bytes: file.bytes, sha256: file.sha256, name: file.path.slice(file.path.lastIndexOf('/') + 1) },
    inputName: file.input.name,
    shape: file.input.shape,
    golden,
    outputs: card.outputs,
  }
}

/** golden/01.input.f32 as 01. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\..*$/u, '')
}

async function fileToSend(path: string): Promise<FileToSend> {
  return { path, bytes: (await stat(path)).size, sha256: createHash('sha256').update(await readFile(path)).digest('hex') }
}

async function parityOf(folder: string, manifest: BundleManifest, card: ModelCard, result: BenchResult): Promise<PhotoParity[]> {
  const parity: PhotoParity[] = []
  for (const [at, golden] of manifest.golden.entries()) {
    const desktop: Record<string, NamedTensors[string]> = {}
    const phone: Record<string, NamedTensors[string]> = {}
    for (const [name, { path, shape }] of Object.entries(golden.outputs)) {
      desktop[name] = { dims: shape, data: floatsOf(await readFile(join(folder, path))) }
      const bytes = result.outputs[at]?.[name]
      if (bytes !== undefined) phone[name] = { dims: shape, data: floatsOf(bytes) }
    }
    parity.push(photoParity(card, golden.name, desktop, phone))
  }
  return parity
}

function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer, 0, Math.floor(bytes.length / 4))
}

function doubtsOf(trend: number, before: PhoneFacts, after: PhoneFacts): string[] {
  const doubts = slowerDoubts(trend)
  if (Math.max(before.thermalStatus ?? 0, after.thermalStatus ?? 0) >= hotFrom) doubts.push('The phone was hot and held itself back.')
  if ((after.batteryPercent ?? 100) < lowBatteryPercent) doubts.push('The battery was low; some phones save power then.')
  return doubts
}
