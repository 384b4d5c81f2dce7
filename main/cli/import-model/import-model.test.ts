import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { wrappedClassifier } from '#core/testing/wrapped-classifier'
import { temporaryFolder } from '../../engine/testing/temporary-folder'
import { buildCli, runCli } from '../testing/run-cli'
import { changedChoices, scalingOption } from './choice-options'

const labels = join(import.meta.dirname, '..', '..', '..', 'resources', 'labels', 'imagenet-1k.json')
const shipped = join(import.meta.dirname, '..', '..', '..', 'resources', 'models', 'mobilenet_v2_1.0_224.onnx')
let cli = ''

beforeAll(async () => {
  cli = await buildCli('import-model')
}, 60_000)

test('what is open is told with the option for it; with it the model is taken in', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'mine.onnx')
  writeFileSync(file, wrappedClassifier(readFileSync(shipped)))
  const run = (...words: string[]) => runCli(cli, join(folder, 'data'), ['import-model', file, ...words])

  const told = await run()
  expect(told.exitCode).toBe(2)
  expect(told.out).toContain('Pass --scaling')
  expect(told.out).toContain('The file names none of its 1000 classes. Pass --labels FILE')

  const asJson = await run('--json', '--scaling', 'signed')
  expect(JSON.parse(asJson.out)).toMatchObject({ state: 'open', open: [{ about: 'labels' }], choices: { input: { layout: 'channels-last' } } })

  const wrong = await run('--labels', labels, '--scaling', 'bright')
  expect([wrong.exitCode, wrong.status]).toEqual([1, expect.stringContaining('--scaling must be one of')])

  const taken = await run('--labels', labels, '--scaling', 'signed', '--name', 'Mine', '--json')
  expect(taken.exitCode).toBe(0)
  expect(JSON.parse(taken.out)).toMatchObject({ state: 'imported', model: { id: 'mine', family: 'image-classifier' }, check: { kind: 'same' }, fixedReason: null })

  const listed = await runCli(cli, join(folder, 'data'), ['models', '--json'])
  expect(JSON.parse(listed.out)).toContainEqual(expect.objectContaining({ id: 'mine', classes: 1000, usable: true }))
})

test('scaling by numbers; changes of the reading are checked', () => {
  expect(scalingOption('0,0.5,1,1,0.5,0.25')).toEqual({ mean: [0, 0.5, 1], std: [1, 0.5, 0.25] })
  expect(() => scalingOption('0,0,0,1,1,0')).toThrow('six numbers')
  const proposed = {
    task: 'detection',
    input: { name: 'x', layout: 'channels-first', channels: 'rgb', size: { width: 64, height: 64 }, normalisation: { mean: [0, 0, 0], std: [1, 1, 1] } },
    fit: { kind: 'pad' },
    reading: { kind: 'box-rows', output: 'y', order: 'rows', objectness: 'with', unit: 'pixels' },
  } as const
  const plain = { ...proposed, input: { ...proposed.input, normalisation: { mean: [0, 0, 0] as [number, number, number], std: [1, 1, 1] as [number, number, number] } } }
  expect(changedChoices(plain, { reading: 'objectness=without,unit=shares', size: '96x64', fit: 'stretch' })).toMatchObject({
    reading: { kind: 'box-rows', order: 'rows', objectness: 'without', unit: 'shares' },
    input: { size: { width: 96, height: 64 } },
    fit: { kind: 'stretch' },
  })
  expect(changedChoices(plain, { reading: '{"kind":"class-scores","output":"y","values":"logits"}' }).task).toBe('classification')
  expect(() => changedChoices(plain, { reading: 'order=sideways' })).toThrow('--reading does not fit: order')
  expect(() => changedChoices(plain, { task: 'classification' })).toThrow('look like detection')
})
