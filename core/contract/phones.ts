import { z } from 'zod'
import { bundleContent } from '#core/contract/bundle'
import { command } from '#core/contract/command'
import type { JobId } from '#core/model/job'
import { bundleFormatIds } from '#core/model/bundle-format'
import type { PhoneFacts, PhoneList } from '#core/model/phone'
import { phoneProviders, type PhoneMeasurement } from '#core/model/phone-measurement'

const serial = z.string().min(1)

/** Where on a phone models are put. */
export const phonePlace = z.discriminatedUnion('kind', [
  /** The Download folder, which every app and the person can see. */
  z.object({ kind: z.literal('download') }),
  /** /data/local/tmp, from which programs can be run. */
  z.object({ kind: z.literal('temporary') }),
  /** The external files folder of an app. */
  z.object({ kind: z.literal('app'), package: z.string().regex(/^[A-Za-z]\w*(?:\.[A-Za-z]\w*)+$/u, 'must be a package name such as com.example.app') }),
])
export type PhonePlace = z.infer<typeof phonePlace>

const onPhone = z.object({ serial, place: phonePlace, modelId: z.string().min(1), version: z.string().min(1) })

export interface PhonePushReport {
  readonly jobId: JobId
  /** Full path of the folder on the phone. */
  readonly folder: string
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly outcome: 'sent' | 'kept' }[]
  readonly leftOut: readonly { readonly what: string; readonly reason: string }[]
}

/** A version of a model that lies on a phone. */
export interface PhoneVersion {
  readonly modelId: string
  /** Name of its folder: the beginning of the SHA-256 of the model. */
  readonly version: string
  readonly folder: string
  /** The one that current.txt names. */
  readonly isCurrent: boolean
}

export interface PhonePush {
  readonly id: number
  readonly serial: string
  readonly phone: string
  readonly modelId: string
  readonly modelName: string
  readonly modelSha256: string
  readonly folder: string
  readonly bytes: number
  readonly state: 'sent' | 'failed' | 'cancelled'
  readonly error: string | null
  readonly endedAtMs: number
}

const benchOrder = z.object({
  serial,
  /** Each model in each format, one after another. */
  models: z.array(z.object({ modelId: z.string(), format: z.enum(bundleFormatIds) })).min(1),
  golden: bundleContent.shape.golden,
  provider: z.enum(phoneProviders),
  threads: z.number().int().min(1).max(16),
  warmUp: z.number().int().min(0).max(100),
  runs: z.number().int().min(1).max(1000),
})
export type BenchOrder = z.infer<typeof benchOrder>

/** Whether ONNX Runtime for a phone's processor is on this computer. */
export interface RunnerState {
  readonly abi: string
  readonly kind: 'here' | 'to-fetch' | 'unknown-processor'
  readonly version: string
  readonly licence: string
  /** What is fetched at most. */
  readonly fetchBytes: number
  readonly folder: string
}

/** What a `phone.bench` job measured; models that could not be run are left out and named. */
export interface BenchReport {
  readonly jobId: JobId
  readonly measurements: readonly PhoneMeasurement[]
  readonly leftOut: readonly { readonly what: string; readonly reason: string }[]
}

export const phoneCommands = {
  /** The phones of now; from the first call on `phone.changed` tells every change. */
  'phone.list': command(z.object({})).returns<PhoneList>(),
  /** Reaches a phone over Wi-Fi; with a code it is paired, which "Wireless debugging" asks for once. */
  'phone.connect': command(z.object({ address: z.string().regex(/^[\w.:[\]-]+:\d{1,5}$/u, 'must be HOST:PORT'), pairingCode: z.string().regex(/^\d{6}$/u, 'must be six digits').nullable() })).returns<null>(),
  'phone.disconnect': command(z.object({ address: z.string().min(1) })).returns<null>(),
  'phone.facts': command(z.object({ serial })).returns<PhoneFacts>(),
  /** Exports a model and puts it on a phone, as a job: it waits for a phone that was unplugged and goes on with what is missing. */
  'phone.push': command(z.object({ serial, modelId: z.string(), place: phonePlace, content: bundleContent })).returns<{ readonly jobId: JobId }>(),
  'phone.push-report': command(z.object({ jobId: z.number().int() })).returns<PhonePushReport>(),
  'phone.versions': command(z.object({ serial, place: phonePlace })).returns<readonly PhoneVersion[]>(),
  /** Makes a version that lies on the phone the current one. */
  'phone.roll-back': command(onPhone).returns<null>(),
  /** Removes a version; the newest of the others becomes the current one. */
  'phone.remove': command(onPhone).returns<null>(),
  /** What went to phones from this project, newest first. */
  'phone.history': command(z.object({ serial: serial.exactOptional() })).returns<readonly PhonePush[]>(),
  /** Whether models can be measured on phones of a kind of processor, e.g. arm64-v8a. */
  'phone.runner': command(z.object({ abi: z.string() })).returns<RunnerState>(),
  /** Fetches ONNX Runtime for Android, as a job. */
  'phone.fetch-runner': command(z.object({})).returns<{ readonly jobId: JobId }>(),
  /** Runs models on the phone and compares their answers for golden photos with those of this computer, as a job. Nothing is installed. */
  'phone.bench': command(benchOrder).returns<{ readonly jobId: JobId }>(),
  'phone.bench-report': command(z.object({ jobId: z.number().int() })).returns<BenchReport>(),
  /** What was measured on phones, newest first; of models with these bytes, or of all. */
  'phone.measurements': command(z.object({ modelSha256: z.string().exactOptional() })).returns<readonly PhoneMeasurement[]>(),
  /** Everything needed to find out why a phone behaves differently, as text to copy. */
  'phone.diagnostics': command(z.object({ serial: serial.exactOptional() })).returns<string>(),
} as const

export interface PhoneEvents {
  /** Something was measured. */
  readonly 'phone.measured': Readonly<Record<string, never>>
  readonly 'phone.changed': PhoneList
}
