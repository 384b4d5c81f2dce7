import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { toErrorData } from '#core/contract/errors'
import { decoderInfo } from './decode/decoder-info'
import { featurizePhoto } from './featurize-photo'
import { fingerprintPhoto } from './fingerprint-photo'
import { disableTelemetry } from './load-onnx-runtime'
import { openModelSession } from './model-session'
import type { ModelFile } from './photo-pool'
import { PhotoReader } from './photo-reader'
import { PhotoPredictor } from './predict-photo'
import { probePhoto } from './probe-photo'
import { renderPhoto } from './render-photo'
import { SessionCache } from './session-cache'
import type { FromWorker, NumberedCall, NumberedResult, ToWorker, WorkerCall, WorkerFacts, WorkerResults, WorkerStart } from './worker-messages'

disableTelemetry()
if (parentPort === null) throw new Error('This script is started as a worker thread.')
const port = parentPort
const { begun }: WorkerStart = workerData
const sessions = new SessionCache(openModelSession)
const predictor = new PhotoPredictor(sessions)
const reader = new PhotoReader()
const models = new Map<string, ModelFile>()
const running = new Set<Promise<void>>()
/** Not sent yet. */
let results: NumberedResult[] = []
let resultsAtOnce = 1
/** Calls that begin when those before them have ended. */
const inTurn: ReadonlySet<WorkerCall['kind']> = new Set(['predict', 'features'])
/** Photos are answered one after another. */
let lastPrediction: Promise<unknown> = Promise.resolve()

function facts(): WorkerFacts {
  const { libvips, jpegTurbo } = decoderInfo()
  const { version }: { version: string } = createRequire(import.meta.url)('onnxruntime-node/package.json')
  const turbo = jpegTurbo.available ? `libjpeg-turbo ${jpegTurbo.version ?? ''}`.trim() : `no libjpeg-turbo (${jpegTurbo.reason ?? 'unknown'})`
  const fallback = libvips.fallbackReason === null ? '' : ` (${libvips.fallbackReason})`
  return { decoder: `libvips ${libvips.vips}, ${libvips.build}${fallback}; ${turbo}`, onnxRuntimeVersion: version }
}

const actions: { readonly [Kind in WorkerCall['kind']]: (call: Extract<WorkerCall, { kind: Kind }>, begin: () => void) => Promise<WorkerResults[Kind]> } = {
  predict: ({ path, modelKeys }, begin) => {
    const read = reader.announce(path)
    const files = modelKeys.flatMap((key) => models.get(key) ?? [])
    const prediction = lastPrediction.then(() => {
      begin()
      return predictor.predict(read, files)
    })
    lastPrediction = prediction
    return prediction
  },
  features: ({ path, contentHash, modelKey: key, targets }, begin) => {
    const model = models.get(key)
    if (model === undefined) throw new Error(`no model ${key} was sent`)
    const features = lastPrediction.then(() => {
      begin()
      return featurizePhoto(sessions, path, model, targets, contentHash)
    })
    lastPrediction = features
    return features
  },
  probe: ({ path }) => probePhoto(path),
  render: ({ task }) => renderPhoto(task),
  fingerprint: ({ path }) => fingerprintPhoto(path),
  info: async () => facts(),
}

function post(message: FromWorker): void {
  port.postMessage(message)
}

async function answer({ id, call }: NumberedCall): Promise<NumberedResult> {
  const action = actions[call.kind] as (call: WorkerCall, begin: () => void) => Promise<WorkerResults[WorkerCall['kind']]>
  const begin = (): void => void Atomics.store(begun, 0, id)
  try {
    if (!inTurn.has(call.kind)) begin()
    return { kind: 'value', id, value: await action(call, begin) }
  } catch (error) {
    return { kind: 'error', id, error: toErrorData(error) }
  }
}

function sendResults(): void {
  if (results.length > 0) post({ kind: 'results', results })
  results = []
}

function start(call: NumberedCall): void {
  const task = answer(call).then((result) => {
    running.delete(task)
    results.push(result)
    if (results.length >= resultsAtOnce || running.size === 0) sendResults()
  })
  running.add(task)
}

async function close(): Promise<void> {
  await Promise.all(running)
  await sessions.close()
  port.close()
}

port.on('message', (message: ToWorker) => {
  if (message.kind === 'model') models.set(message.key, message.file)
  if (message.kind === 'close') void close()
  if (message.kind !== 'calls') return
  resultsAtOnce = message.resultsAtOnce
  for (const call of message.calls) start(call)
})

post({ kind: 'ready' })
