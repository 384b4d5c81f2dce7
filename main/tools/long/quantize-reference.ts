import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { decodeModel } from '#core/onnx/codec/decode-model'
import { fixBatch } from '#core/quantize/probe/fix-batch'
import { prepareFile } from '../../engine/runtime/prepare-file'
import { openGraph } from '../../engine/runtime/open-graph'
import type { ModelFile } from '../../engine/runtime/photo-pool'
import { ModelRegistry } from '../../engine/services/model-registry'
import { calibrationFiles, spreadOver } from '../quality/calibration-files'
import { modelFileAt, quantizeShipped } from '../quality/quantize-shipped'

/** The bundle lies in out/tools. */
const project = join(import.meta.dirname, '..', '..')
const shared = process.env['MOBILABEL_SHARED'] ?? join(project, '..', 'shared')
/** A Python with onnxruntime 1.32, onnx and sympy. */
const python = process.env['MOBILABEL_PYTHON'] ?? 'python3'
const folder = join(project, 'out', 'quality')
const calibrationPhotos = 100
const rounds = 30
const margin = 1.03

const run = promisify(execFile)
let failures = 0

function report(isRight: boolean, text: string): void {
  if (!isRight) failures++
  process.stdout.write(`${isRight ? 'ok  ' : 'FAIL'} ${text}\n`)
}

/** Writes the inputs of photos one after another, as the Python script reads them. */
async function writeInputs(model: ModelFile, files: readonly string[], path: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (const photo of files) {
      const { data } = await prepareFile(photo, model.card)
      await file.write(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    }
  } finally {
    await file.close()
  }
}

async function quantizeByReference(model: ModelFile, files: readonly string[]): Promise<ModelFile> {
  const inputs = join(folder, 'inputs.f32')
  const output = join(folder, `${model.card.id}-reference.onnx`)
  await writeInputs(model, files, inputs)
  await run(python, [join(project, 'main', 'tools', 'long', 'reference-quantize.py'), model.path, inputs, output])
  return modelFileAt(model, output)
}

/** Fastest single-thread time of each model in milliseconds, measured in turns on one photo. */
async function interleaved(models: readonly ModelFile[], photo: string): Promise<number[]> {
  const runners = await Promise.all(
    models.map(async (model) => openGraph(fixBatch(decodeModel(await readFile(model.path))), { threads: 1 })),
  )
  const [first] = models
  if (first === undefined) return []
  const { data, dims } = await prepareFile(photo, first.card)
  const fastest = models.map(() => Infinity)
  for (let round = 0; round < rounds; round++) {
    for (const [position, runner] of runners.entries()) {
      const startedMs = performance.now()
      await runner.run({ dataType: 'float32', data, dims })
      fastest[position] = Math.min(fastest[position] ?? Infinity, performance.now() - startedMs)
    }
  }
  for (const runner of runners) await runner.close()
  return fastest
}

async function compare(model: ModelFile): Promise<void> {
  const files = spreadOver((await calibrationFiles[model.card.id]?.(join(shared, 'data'))) ?? [], calibrationPhotos)
  const reference = await quantizeByReference(model, files)
  const { model: ours, report: quality } = await quantizeShipped(model, files, folder)
  const megabytes = (file: ModelFile) => `${(file.card.bytes / 1e6).toFixed(3)} MB`
  report(ours.card.bytes <= margin * reference.card.bytes, `${model.card.name}: ${megabytes(ours)}, reference ${megabytes(reference)}`)
  const [float = NaN, own = NaN, other = NaN] = await interleaved([model, ours, reference], files[0] ?? '')
  const milliseconds = (value: number) => `${value.toFixed(2)} ms`
  report(own <= margin * other, `${model.card.name}: ${milliseconds(own)}, reference ${milliseconds(other)}, float ${milliseconds(float)}`)
  for (const { name, opType, runs, reason } of quality.layers) {
    if (runs === 'float') process.stdout.write(`     ${opType} ${name} stays in float: ${reason ?? ''}\n`)
  }
}

async function hasReference(): Promise<boolean> {
  return run(python, ['-c', 'import onnx, onnxruntime, sympy']).then(
    () => true,
    () => false,
  )
}

if (!existsSync(join(shared, 'data'))) {
  process.stdout.write(`Skipped: there is no evaluation data in ${shared} (set MOBILABEL_SHARED to its folder).\n`)
} else if (!(await hasReference())) {
  process.stdout.write(`Skipped: ${python} lacks onnxruntime, onnx or sympy (set MOBILABEL_PYTHON to one that has them).\n`)
} else {
  await mkdir(folder, { recursive: true })
  for (const model of await new ModelRegistry(join(project, 'resources')).list()) await compare(model)
  if (failures > 0) process.exitCode = 1
}
