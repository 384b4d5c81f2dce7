import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { VersionReport } from '#core/quantize/report/version-report'
import { exampleCard } from '#core/testing/example-card'
import { temporaryFolder } from '../../testing/temporary-folder'
import { VersionFolder, type NewVersion } from './version-folder'

const bytes = Uint8Array.of(1, 2, 3)

function newVersion(): NewVersion {
  const { id: _id, file: _file, ...version } = exampleCard({ sha256: '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81', bytes: 3, parameters: 7, labels: [{ id: 1, name: 'cat' }] })
  return version
}

test('a version is stored whole under the first free id and found again', async () => {
  const root = join(temporaryFolder(), 'models')
  const folder = new VersionFolder(root)
  expect(await folder.list()).toEqual({ versions: [], unreadable: [] })
  const ids = []
  for (let count = 0; count < 3; count++) ids.push((await folder.add('cats_int8', newVersion(), { model: bytes }, (id) => id === 'cats_int8_2')).card.id)
  expect(ids).toEqual(['cats_int8', 'cats_int8_3', 'cats_int8_4'])
  expect(readdirSync(root).sort()).toEqual(ids)
  const { versions } = await new VersionFolder(root).list()
  expect(versions.map(({ card }) => card)).toEqual(ids.map((id) => ({ ...newVersion(), id, file: 'model.onnx' })))
  expect(readFileSync(versions[0]?.path ?? '')).toEqual(Buffer.from(bytes))
})

test('a report is kept beside the card, and a damaged one is named', async () => {
  const root = temporaryFolder()
  const folder = new VersionFolder(root)
  const codes = { range: { low: 0, high: 6 }, seen: { low: 0, high: 7.5 }, clippedShare: 0.25, histogram: [3, 1] }
  const report: VersionReport = {
    layers: [{ name: 'stem', opType: 'Conv', runs: 'integer', reason: null, weightSqnrDb: 41.5, outputSqnrDb: null, codes }],
    keptForGoal: ['stem'],
    isGoalReached: false,
    skipped: [{ path: '/photos/cut.jpg', reason: 'cut short' }],
    changed: [{ path: '/photos/a.jpg', agreement: 0.5 }],
  }
  await folder.add('whole', newVersion(), { model: bytes, report }, () => false)
  await folder.add('without', newVersion(), { model: bytes }, () => false)
  expect(await folder.report('whole')).toEqual(report)
  expect(await folder.report('without')).toBe(null)
  await expect(folder.report('../whole')).rejects.toMatchObject({ code: 'not-found' })
  writeFileSync(join(root, 'whole', 'report.json'), '{"layers": []}')
  await expect(folder.report('whole')).rejects.toMatchObject({ code: 'cannot-read' })
})

test('a note is kept in the card, and nothing else changes', async () => {
  const root = temporaryFolder()
  const folder = new VersionFolder(root)
  const { card } = await folder.add('cats', newVersion(), { model: bytes }, () => false)
  const noted = await folder.setNote('cats', 'Best on "night" photos.\nKeep.')
  expect(noted).toEqual({ ...card, note: 'Best on "night" photos.\nKeep.' })
  expect((await new VersionFolder(root).list()).versions.map((version) => version.card)).toEqual([noted])
  expect(readdirSync(join(root, 'cats')).toSorted()).toEqual(['card.json', 'model.onnx'])
  await expect(folder.setNote('../cats', '')).rejects.toMatchObject({ code: 'not-found' })
})

test('what cannot be read is named with its reason and can be removed', async () => {
  const root = temporaryFolder()
  const folder = new VersionFolder(root)
  for (const wanted of ['cut', 'good', 'renamed', 'wrong']) await folder.add(wanted, newVersion(), { model: bytes }, () => false)
  const card = (id: string) => join(root, id, 'card.json')
  writeFileSync(card('cut'), readFileSync(card('cut'), 'utf8').slice(0, 40))
  writeFileSync(card('wrong'), readFileSync(card('wrong'), 'utf8').replace('"parameters": ', '"parameters": -'))
  writeFileSync(card('renamed'), readFileSync(card('good')))
  mkdirSync(join(root, 'empty'))
  const { versions, unreadable } = await folder.list()
  expect(versions.map(({ card: { id } }) => id)).toEqual(['good'])
  const problems = Object.fromEntries(unreadable.map(({ modelId, problem }) => [modelId, problem]))
  expect(Object.keys(problems)).toEqual(['cut', 'empty', 'renamed', 'wrong'])
  expect(problems['cut']).toContain('is damaged')
  expect(problems['empty']).toContain('is not there')
  expect(problems['renamed']).toContain('another model, "good"')
  expect(problems['wrong']).toContain('parameters')
  for (const { modelId } of unreadable) await folder.remove(modelId)
  expect(readdirSync(root)).toEqual(['good'])
})

test('only folders of models can be removed', async () => {
  const base = temporaryFolder()
  const root = join(base, 'models')
  const folder = new VersionFolder(root)
  mkdirSync(join(base, 'photos'))
  await folder.add('good', newVersion(), { model: bytes }, () => false)
  for (const id of ['..', '../photos', '', '.', 'other', 'good/model.onnx']) await expect(folder.remove(id)).rejects.toMatchObject({ code: 'not-found' })
  expect(existsSync(join(base, 'photos'))).toBe(true)
  expect(existsSync(join(root, 'good', 'model.onnx'))).toBe(true)
})

test('nothing is left when a version cannot be written, and what a killed engine left goes with the next one', async () => {
  const base = temporaryFolder()
  writeFileSync(join(base, 'file'), '')
  await expect(new VersionFolder(join(base, 'file')).add('x', newVersion(), { model: bytes }, () => false)).rejects.toMatchObject({ code: 'cannot-write' })
  const root = join(base, 'models')
  for (const [name, ageSeconds] of [['.unfinished-old', 7200], ['.unfinished-new', 1]] as const) {
    mkdirSync(join(root, name), { recursive: true })
    const seconds = Date.now() / 1000 - ageSeconds
    utimesSync(join(root, name), seconds, seconds)
  }
  const folder = new VersionFolder(root)
  await folder.add('x', newVersion(), { model: bytes }, () => false)
  expect(readdirSync(root).sort()).toEqual(['.unfinished-new', 'x'])
  expect((await folder.list()).unreadable).toEqual([])
  rmSync(root, { recursive: true })
})
