import { expect, test } from 'vitest'
import type { EvaluatedModel, EvaluationReport } from '#core/contract/evaluation'
import { frontPicture } from './front-picture'

const model = (modelId: string, millions: number | null, worth: number): EvaluatedModel => ({
  modelId,
  name: modelId,
  sha256: '',
  fileBytes: 1,
  parameters: 1,
  multiplyAdds: millions === null ? null : millions * 1e6,
  peakActivationBytes: null,
  loadMs: null,
  latency: [],
  accuracy: [{ key: 'top1', name: 'Top-1', estimate: { value: worth, interval: [worth - 0.02, worth + 0.02] }, difference: null }],
  classes: [],
  agreement: null,
  unknownClasses: [],
  failedPhotos: 0,
})

function reportOf(models: readonly EvaluatedModel[], front: readonly string[]): EvaluationReport {
  const order = { modelIds: models.map(({ modelId }) => modelId), referenceId: 'a', scope: { kind: 'filter' as const, filter: {} }, speed: 'left-out' as const }
  const evaluation = { id: 1, order, state: 'done' as const, jobId: null, startedAtMs: 0, endedAtMs: 1, error: null }
  return { evaluation, task: 'classification', photos: 1, classColumns: [], models, fronts: { 'multiply-adds': front, 'file-bytes': [], latency: [] }, published: { source: '', points: [] }, rules: [] }
}

test('models stand by accuracy and cost, names are escaped and do not cover each other', () => {
  const svg = frontPicture(reportOf([model('a', 100, 0.5), model('<b>', 100, 0.501), model('c', 50, 0.4), model('no graph', null, 0.9)], ['c', '<b>']))
  expect(svg.match(/class="model"/gu)).toHaveLength(3)
  expect(svg).toContain('&lt;b&gt;')
  expect(svg).not.toContain('no graph')
  const lines = [...svg.matchAll(/class="name" x="[\d.]+" y="([\d.]+)"/gu)].map(([, y]) => Number(y)).toSorted((a, b) => a - b)
  for (const [at, y] of lines.slice(1).entries()) expect(y - (lines[at] ?? 0)).toBeGreaterThanOrEqual(13.9)
  const [, first = '', second = ''] = /class="front" points="([\d.]+),[\d.]+ ([\d.]+),/u.exec(svg) ?? []
  expect(Number(first)).toBeLessThan(Number(second))
})

test('without a model that can be placed there is no picture', () => {
  expect(frontPicture(reportOf([model('a', null, 0.5)], []))).toBe('')
})
