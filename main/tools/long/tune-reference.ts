import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fromHalfFloats } from '#core/tune/half-floats'
import { plainView } from '#core/tune/photo-view'
import { FeatureCache } from '../../engine/services/tune/feature-cache'
import { writeCocoCrops, type Crop } from '../quality/tune/coco-crops'
import { tuneOnCrops } from '../quality/tune/tune-on-crops'

/** The bundle lies in out/tools. */
const project = join(import.meta.dirname, '..', '..')
const shared = process.env['MOBILABEL_SHARED'] ?? join(project, '..', 'shared')
/** A Python with scikit-learn 1.5. */
const python = process.env['MOBILABEL_PYTHON'] ?? 'python3'
const run = promisify(execFile)

/** Writes the features the training used and their classes, as the Python script reads them. */
async function writeRows(folder: string, photos: string, crops: readonly Crop[]): Promise<readonly [string, string]> {
  const [extractor = ''] = await readdir(join(folder, 'cache', 'features'))
  const rows: string[] = []
  const values: Float32Array[] = []
  for (const { relativePath, className } of crops) {
    const contentHash = createHash('sha256').update(await readFile(join(photos, relativePath))).digest('hex')
    const bytes = await readFile(FeatureCache.pathOf(join(folder, 'cache', 'features', extractor, 'extractor.onnx'), contentHash, plainView.id))
    const features = new Float32Array(bytes.length / 2)
    fromHalfFloats(new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)), features)
    values.push(features)
    rows.push(`${relativePath.split('/')[0] ?? ''},${className}\n`)
  }
  const paths = [join(folder, 'features.f32'), join(folder, 'rows.csv')] as const
  await writeFile(paths[0], Buffer.concat(values.map(({ buffer }) => Buffer.from(buffer))))
  await writeFile(paths[1], rows.join(''))
  return paths
}

if (!existsSync(join(shared, 'data'))) {
  process.stdout.write(`Skipped: there is no evaluation data in ${shared} (set MOBILABEL_SHARED to its folder).\n`)
} else {
  const folder = await mkdtemp(join(tmpdir(), 'mobilabel-tune-'))
  try {
    const photos = join(folder, 'photos')
    await mkdir(photos)
    const crops = await writeCocoCrops(join(shared, 'data'), photos)
    const count = (part: string): number => crops.filter(({ relativePath }) => relativePath.startsWith(`${part}/`)).length
    process.stdout.write(`${count('train')} crops to learn from, ${count('val')} to validate, ${count('test')} to test, ${new Set(crops.map(({ className }) => className)).size} classes\n`)
    const settings = [0, 4, 8].map((copies) => ({ copies, seed: 1 }))
    const reports = await tuneOnCrops({ photos, crops, folder, project }, settings)
    for (const [index, { after, epochs, bestEpoch, temperature, timesMs }] of reports.entries()) {
      const strength = epochs.find(({ epoch }) => epoch === bestEpoch)?.rate
      process.stdout.write(`ours, ${settings[index]?.copies ?? 0} copies: ${after.value.toFixed(4)} (strength ${strength ?? ''}, temperature ${temperature.toFixed(2)}, features ${Math.round(timesMs.features)} ms, training ${Math.round(timesMs.training)} ms)\n`)
    }
    const { stdout } = await run(python, [join(project, 'main', 'tools', 'long', 'reference-tune.py'), ...(await writeRows(folder, photos, crops))])
    process.stdout.write(`scikit-learn:\n${stdout}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
