import { expect, test } from 'vitest'
import type { EvaluatedModel, Evaluation, LatencyFigures } from '#core/contract/evaluation'
import type { PhoneMeasurement } from '#core/model/phone-measurement'
import { evaluatedRows, phoneSetups, setupOf } from './evaluated-row'

function latency(threads: number): LatencyFigures {
  return { threads, p50Ms: 10 / threads, p95Ms: 12, minMs: 1, lowerQuartileMs: 2, upperQuartileMs: 11, samplesMs: [10] }
}

function model(modelId: string, sha256: string, threads: readonly number[]): EvaluatedModel {
  return { modelId, name: modelId, sha256, fileBytes: 1, parameters: 1, multiplyAdds: null, peakActivationBytes: null, loadMs: null, latency: threads.map(latency), accuracy: [], classes: [], agreement: null, unknownClasses: [], failedPhotos: 0 }
}

function measured(id: number, modelSha256: string, changes: Partial<PhoneMeasurement> = {}): PhoneMeasurement {
  return { id, source: 'app_process', serial: 's', phone: 'Pixel 7', modelId: 'any', modelSha256, format: 'onnx', measuredAtMs: id, provider: 'CPU', threads: 4, runtime: 'ort', loadMs: 1, p50Ms: id, p90Ms: 1, minMs: 1, runsMs: [], peakMemoryBytes: null, parity: [], thermal: { before: null, after: null }, facts: null, doubts: [], ...changes }
}

const evaluation: Evaluation = { id: 1, order: { modelIds: ['float', 'int8'], referenceId: 'float', scope: { kind: 'filter', filter: {} }, speed: 'measured' }, state: 'done', jobId: null, startedAtMs: 0, endedAtMs: 1, error: null }

test('phones join by the bytes of the model, the newest of each setup', () => {
  const browser = measured(3, 'bb', { source: 'browser', phone: 'Chrome', provider: 'wasm', threads: 1 })
  const rows = evaluatedRows({ evaluation, models: [model('float', 'aa', [1, 2]), model('int8', 'bb', [1])] }, [measured(9, 'other'), measured(5, 'aa'), browser, measured(2, 'aa')])
  expect(rows.map(({ isReference }) => isReference)).toEqual([true, false])
  expect(rows.map(({ oneThread, allThreads }) => [oneThread?.threads, allThreads?.threads])).toEqual([[1, 2], [1, undefined]])
  expect(phoneSetups(rows)).toEqual(['Chrome (browser), wasm, 1 thread, onnx', 'Pixel 7, CPU, 4 threads, onnx'])
  expect(rows[0]?.onPhones.get('Pixel 7, CPU, 4 threads, onnx')?.p50Ms).toBe(5)
  expect([...(rows[1]?.onPhones.keys() ?? [])]).toEqual([setupOf(browser)])
})
