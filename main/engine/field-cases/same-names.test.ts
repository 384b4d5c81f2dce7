import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
