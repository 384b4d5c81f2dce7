import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { answerOf, cardsByPath, openShippedEngine, runModels, scanFolder } from '../testing/annotated-folder'
import { temporaryFolder } from '../testing/temporary-folder'

const samples = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples')

test('files of the same name keep their own answers', async () => {
  const folder = temporaryFolder()
  for (const name of ['a', 'b', 'x#y%z']) mkdirSync(join(folder, name))
  copyFileSync(join(samples, 'coffee.jpg'), join(folder, 'a', '1.jpg'))
  copyFileSync(join(samples, 'motorcycle.jpg'), join(folder, 'b', '1.jpg'))
  writeFileSync(join(folder, 'a', '1.png'), await sharp(readFileSync(join(samples, 'chelsea.jpg'))).rotate().png().toBuffer())
  copyFileSync(join(samples, 'astronaut.jpg'), join(folder, 'a', '1.jpeg'))
  copyFileSync(join(samples, 'coffee.jpg'), join(folder, 'x#y%z', '100%25.jpg'))

  const client = await openShippedEngine()
  await scanFolder(client, folder)
  await runModels(client)
  const cards = await cardsByPath(client)
  const detector = (await client.call('model.list', {})).find(({ card }) => card.task === 'detection')
  const best = (path: string): string | undefined => detector?.card.labels[answerOf(cards.get(path), 'ssdlite-mobilenet-v2').boxes[0]?.index ?? -1]?.name
  expect(Object.fromEntries([...cards.keys()].map((path) => [path, best(path)]))).toEqual({
    'a/1.jpg': 'cup',
    'b/1.jpg': 'motorcycle',
    'a/1.png': 'cat',
    'a/1.jpeg': 'person',
    'x#y%z/100%25.jpg': 'cup',
  })
}, 60_000)

test('files of the same name keep their own labels, also in another folder of the project', async () => {
  const [folder, second] = [temporaryFolder(), temporaryFolder()]
  // Both names of one folder only where the file system tells them apart.
  const wanted = ['a/1.jpg', 'b/1.jpg', 'a/1.png', 'a/1.jpeg', 'A/1.JPG']
  const bytes = readFileSync(join(samples, 'coffee.jpg'))
  for (const [index, path] of wanted.entries()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    if (!existsSync(join(folder, path))) writeFileSync(join(folder, path), Buffer.concat([bytes, Buffer.from(String(index))]))
  }
  mkdirSync(join(second, 'a'))
  copyFileSync(join(folder, 'a', '1.jpg'), join(second, 'a', '1.jpg'))
  const client = await openShippedEngine()
  await scanFolder(client, folder)
  await scanFolder(client, second)
  const { ids } = await client.call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
  const files = [folder, second].flatMap((root) => readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()))
  expect(ids).toHaveLength(files.length)

  const { id: classId } = await client.call('class.add', { name: 'thing' })
  for (const photoId of ids) {
    const geometry = { kind: 'box', x: photoId, y: 2, width: 3, height: 4 } as const
    const label = { id: `of ${photoId}`, classId, geometry, origin: { kind: 'person' }, locked: false, group: null, attributes: {} } as const
    await client.call('label.edit', { photoId, put: [label], remove: [], verdicts: [] })
  }
  await scanFolder(client, folder)
  await scanFolder(client, second)
  const cards = await client.call('photo.cards', { photoIds: [...ids], minimumScore: 0 })
  expect(cards.map(({ photo, labels }) => [photo.id, labels.map(({ id, geometry }) => [id, geometry.kind === 'box' ? geometry.x : null])])).toEqual(
    [...ids].map((photoId) => [photoId, [[`of ${photoId}`, photoId]]]),
  )
})
