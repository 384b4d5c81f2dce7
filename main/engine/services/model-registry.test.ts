import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { writeTinyModels } from '../testing/tiny-models'
import { ModelRegistry } from './model-registry'

const shippedIds = ['tiny-colour', 'tiny-brightness']

function openRegistry() {
  const folder = temporaryFolder()
  const [colour] = writeTinyModels(join(folder, 'resources'))
  if (colour === undefined) throw new Error('there is no tiny model')
  const modelsPath = join(folder, 'models')
  const registry = new ModelRegistry(join(folder, 'resources'), modelsPath)
  const bytes = Buffer.from('a graph')
  const { id, file: _file, ...card } = colour
  const version = { ...card, name: 'Tiny colour (8-bit)', sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }
  return { registry, modelsPath, id, version, bytes }
}

const idsOf = async (registry: ModelRegistry) => (await registry.list()).map(({ card }) => card.id)

test('versions stand behind the models that came with the app, and each can be used', async () => {
  const { registry, modelsPath, id, version, bytes } = openRegistry()
  expect(await idsOf(registry)).toEqual(shippedIds)
  await registry.add(`${id}_int8`, version, { model: bytes })
  expect(await idsOf(registry)).toEqual([...shippedIds, 'tiny-colour_int8'])
  expect(await registry.usable(['tiny-colour_int8', id])).toMatchObject([{ path: join(modelsPath, 'tiny-colour_int8', 'model.onnx') }, { card: { id } }])
  expect((await registry.cards()).map((card) => card.name)).toContain('Tiny colour (8-bit)')
  await registry.remove('tiny-colour_int8')
  expect(await idsOf(registry)).toEqual(shippedIds)
  await expect(registry.usable(['tiny-colour_int8'])).rejects.toMatchObject({ code: 'not-found', hint: 'Known models: tiny-colour, tiny-brightness.' })
})

test('a file that was changed or is gone is listed with what to do, and never used', async () => {
  const { registry, version, bytes } = openRegistry()
  const { path } = await registry.add('changed', version, { model: bytes })
  expect((await registry.list()).map(({ problem }) => problem)).toEqual([null, null, null])
  appendFileSync(path, 'x')
  expect((await registry.list())[2]?.problem).toBe(`The file ${path} was changed. Remove the model and make it again.`)
  rmSync(path)
  expect((await registry.list())[2]?.problem).toBe(`The file ${path} cannot be read (ENOENT). Remove the model and make it again.`)
  await expect(registry.usable(['changed'])).rejects.toMatchObject({ code: 'unsupported-model' })
  expect(await registry.usable(shippedIds)).toHaveLength(2)
})

test('no version hides a model that came with the app', async () => {
  const { registry, modelsPath, id, version, bytes } = openRegistry()
  expect((await registry.add(id, version, { model: bytes })).card.id).toBe('tiny-colour_2')
  mkdirSync(join(modelsPath, id))
  writeFileSync(join(modelsPath, id, 'card.json'), JSON.stringify({ ...version, id, file: 'model.onnx' }))
  expect(await idsOf(registry)).toEqual([...shippedIds, 'tiny-colour_2'])
  expect(await registry.unreadable()).toEqual([{ modelId: id, path: join(modelsPath, id), problem: 'It has the id of a model that came with the app. Remove it.' }])
  await registry.remove(id)
  expect(await registry.unreadable()).toEqual([])
})

test('without a folder for versions there are only the models that came with the app', async () => {
  const { modelsPath, version, bytes } = openRegistry()
  const registry = new ModelRegistry(join(modelsPath, '..', 'resources'))
  expect(await idsOf(registry)).toEqual(shippedIds)
  expect(await registry.unreadable()).toEqual([])
  await expect(registry.add('x', version, { model: bytes })).rejects.toMatchObject({ code: 'not-found' })
})
