import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { answerOf, cardsByPath, openShippedEngine, runModels, scanFolder } from '../testing/annotated-folder'
import { temporaryFolder } from '../testing/temporary-folder'

const sizes = { 'one.png': [1, 1], 'tall.png': [1, 5000], 'wide.png': [5000, 1] } as const

function pngHeaderOf(width: number, height: number): Buffer {
  const bytes = Buffer.from('89504e470d0a1a0a0000000d4948445200000000000000000802000000000000000000000049454e44ae426082', 'hex')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

test('a pixel and strips of pixels go through all models', async () => {
  const folder = temporaryFolder()
  for (const [name, [width, height]] of Object.entries(sizes)) {
    writeFileSync(join(folder, name), await sharp({ create: { width, height, channels: 3, background: '#b06030' } }).png().toBuffer())
  }
  const client = await openShippedEngine()
  await scanFolder(client, folder)
  expect(await runModels(client)).toMatchObject({ state: 'done', progress: { done: 9, failed: 0 } })
  const cards = await cardsByPath(client)
  for (const [name, [width, height]] of Object.entries(sizes)) {
    const card = cards.get(name)
    expect([card?.photo.width, card?.photo.height]).toEqual([width, height])
    for (const { score } of answerOf(card, 'mobilenet-v2').tags) expect(Number.isFinite(score)).toBe(true)
    for (const box of answerOf(card, 'ssdlite-mobilenet-v2').boxes) {
      expect(Number.isFinite(box.score)).toBe(true)
      expect(box.width).toBeGreaterThan(0)
      expect(box.height).toBeGreaterThan(0)
      expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true)
    }
    const areas = answerOf(card, 'deeplabv3-mobilenet-v2').areas
    expect(areas.reduce((sum, { fraction }) => sum + fraction, 0)).toBeCloseTo(1, 6)
  }
}, 60_000)

test('a 144-megapixel photo keeps its own pixels as the frame, a header that lies is refused with its size', async () => {
  const folder = temporaryFolder()
  const side = 12_000
  const large = sharp({ create: { width: side, height: side, channels: 3, background: 'white' }, limitInputPixels: false })
  writeFileSync(join(folder, 'large.png'), await large.toColourspace('b-w').png({ palette: true, colours: 2, compressionLevel: 9 }).toBuffer())
  writeFileSync(join(folder, 'bomb.png'), pngHeaderOf(2_147_483_647, 2_147_483_647))
  const client = await openShippedEngine()
  await scanFolder(client, folder)
  const job = await runModels(client)
  expect(job.state).toBe('done')
  const cards = await cardsByPath(client)
  const card = cards.get('large.png')
  expect([card?.photo.width, card?.photo.height]).toEqual([side, side])
  const mask = await client.call('photo.mask', { photoId: card?.photo.id ?? 0, modelId: answerOf(card, 'deeplabv3-mobilenet-v2').modelId })
  expect([mask.width, mask.height]).toEqual([side, side])
  expect(cards.get('bomb.png')?.photo).toMatchObject({ state: 'refused', reason: expect.stringMatching(/2,?147,?483,?647/) })
  expect(cards.get('bomb.png')?.answers).toEqual([])
}, 60_000)
