import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { writePng } from '../runtime/decode/testing/pictures'
import { buildTestProgram } from '../testing/build-test-program'
import { runProgram } from '../testing/run-script'
import { temporaryFolder } from '../testing/temporary-folder'

const project = join(import.meta.dirname, '..', '..', '..')
/** For the whole engine while two workers hold one of these each, beside three models. */
const capBytes = 1 << 30
let program = ''

beforeAll(async () => {
  program = await buildTestProgram('memory-program.ts', 'memory')
})

/** A black picture of single bits. */
function oneBitPng(width: number, height: number): Uint8Array {
  return writePng({ width, height, bitDepth: 1, colourType: 0, rows: new Uint8Array((Math.ceil(width / 8) + 1) * height) })
}

/** A header that claims what the file does not have. */
function claim(width: number, height: number): Uint8Array {
  return writePng({ width, height, bitDepth: 8, colourType: 2, rows: deflateSync(new Uint8Array(10)) })
}

function bmpClaim(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(24_630)
  bytes.write('BM', 'latin1')
  bytes.writeUInt32LE(bytes.length, 2)
  bytes.writeUInt32LE(54, 10)
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(width, 18)
  bytes.writeInt32LE(height, 22)
  bytes.writeUInt16LE(1, 26)
  bytes.writeUInt16LE(24, 28)
  return bytes
}

interface Outcome {
  readonly path: string
  readonly state: string
  readonly size: string
  readonly reason: string | null
  readonly answers: readonly string[]
}

test('huge photos and decompression bombs stay under the cap of memory', async () => {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  mkdirSync(photos)
  const write = (name: string, bytes: Uint8Array): void => writeFileSync(join(photos, name), bytes)
  const large = oneBitPng(12_000, 12_000)
  expect(large.length).toBeLessThan(30_000)
  write('large-1.png', large)
  // Two at once: one for each worker.
  write('large-2.png', Buffer.concat([large, Buffer.from('2')]))
  write('wide.png', oneBitPng(70_000, 10))
  write('bomb-1.2-gigapixels.png', oneBitPng(40_000, 30_000))
  write('claim-65536.png', claim(65_536, 65_536))
  write('claim-most.png', claim(2 ** 31 - 1, 2 ** 31 - 1))
  write('claim.bmp', bmpClaim(3_000_000, 2_000_000))

  const running = runProgram(program, folder, join(project, 'resources'), join(project, 'out', 'main', 'worker.js'))
  const { peakBytes, photos: outcomes } = JSON.parse(await running.line()) as { peakBytes: number; photos: readonly Outcome[] }
  await running.ended
  const byPath = new Map(outcomes.map((outcome) => [outcome.path, outcome]))
  const answered = { state: 'present', reason: null, answers: ['done', 'done', 'done'] }
  expect(byPath.get('large-1.png')).toMatchObject({ ...answered, size: '12000 x 12000' })
  expect(byPath.get('large-2.png')).toMatchObject({ ...answered, size: '12000 x 12000' })
  expect(byPath.get('wide.png')).toMatchObject({ ...answered, size: '70000 x 10' })
  const refused = (dimensions: string) => ({ state: 'refused', answers: [], reason: expect.stringContaining(dimensions) as string })
  expect(byPath.get('bomb-1.2-gigapixels.png')).toMatchObject(refused('40000 × 30000'))
  expect(byPath.get('claim-65536.png')).toMatchObject(refused('65536 × 65536'))
  expect(byPath.get('claim-most.png')).toMatchObject(refused('2147483647 × 2147483647'))
  expect(byPath.get('claim.bmp')).toMatchObject(refused('3000000 × 2000000'))
  expect(peakBytes).toBeLessThan(capBytes)
}, 60_000)
