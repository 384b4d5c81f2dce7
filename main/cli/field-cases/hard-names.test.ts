import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { hardPhotoPaths } from '#core/testing/hard-photo-paths'
import { temporaryFolder } from '../../engine/testing/temporary-folder'
import { buildCli, rowsOf, runCli } from '../testing/run-cli'

const samples = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples')
const models = ['mobilenet_v2_1.0_224', 'deeplabv3_mobilenet_v2_513']
let cli = ''

beforeAll(async () => {
  cli = await buildCli('hard-names')
})

const longest = `${'n'.repeat(251)}.jpg`
const twinOfLongest = `${'n'.repeat(250)}m.jpg`
const names = [...hardPhotoPaths, '-rf.jpg', twinOfLongest]

test.skipIf(process.platform !== 'linux')('names come out of the command line byte for byte, and each photo has its own mask', async () => {
  const folder = temporaryFolder()
  const photos = join(folder, 'x#y%z photos')
  const small = await sharp(readFileSync(join(samples, 'coffee.jpg'))).resize(96, 64, { fit: 'fill' }).jpeg().toBuffer()
  for (const [index, name] of names.entries()) {
    mkdirSync(dirname(join(photos, name)), { recursive: true })
    writeFileSync(join(photos, name), Buffer.concat([small, Buffer.from(String(index))]))
  }
  const masks = join(folder, 'masks')
  const out = join(folder, 'out%20#.jsonl')
  const chosen = models.flatMap((id) => ['--model', id])
  const result = await runCli(cli, join(folder, 'data'), ['annotate', photos, ...chosen, '--masks', masks, '--out', out])
  expect(result.status).not.toMatch(/fault|went wrong/)
  expect(result.exitCode).toBe(0)
  const rows = rowsOf({ ...result, out: readFileSync(out, 'utf8') })
  for (const id of models) expect(rows.filter(({ model, status }) => model === id && status === 'done').map(({ file }) => file).sort()).toEqual([...names].sort())
  const masksByFile = new Map(rows.flatMap(({ file, mask }) => (mask === undefined ? [] : [[file, mask]])))
  expect(new Set(masksByFile.values()).size).toBe(names.length)
  for (const [file, mask] of masksByFile) {
    const isTooLong = file === longest || file === twinOfLongest
    expect(mask).toBe(isTooLong ? mask : `${file}.png`)
    expect(existsSync(join(masks, mask))).toBe(true)
    expect(await sharp(readFileSync(join(masks, mask))).metadata()).toMatchObject({ width: 96, height: 64, channels: 1 })
  }
}, 60_000)
