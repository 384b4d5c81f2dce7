import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readTflite } from '#core/formats/models/tflite/read-tflite'
import type { TfliteOptions } from '#core/formats/models/tflite/write/write-tflite'
import { writeTflite } from '#core/formats/models/tflite/write/write-tflite'
import { decodeModel } from '#core/onnx/codec/decode-model'
import type { Graph } from '#core/onnx/graph'
import { prepareFile } from '../../engine/runtime/prepare-file'
import type { PreparedFile } from '../../engine/runtime/prepare-file'
import type { ModelFile } from '../../engine/runtime/photo-pool'
import { ModelRegistry } from '../../engine/services/model-registry'
import { quantizeShipped } from '../quality/quantize-shipped'
import { compareInLitert } from './phones/compare-in-litert'
import { pythonPlace } from './phones/python-place'

/** The bundle lies in out/tools. */
const project = join(import.meta.dirname, '..', '..')
const samples = join(project, 'resources', 'samples')
/** Detections below this are no boxes anybody sees. */
const leastScores: Readonly<Record<string, number>> = { scores: 0.3 }
let failures = 0

/** How far LiteRT may be from ONNX Runtime: root mean square against the reference's, and equal strongest classes. */
interface Bounds {
  readonly relative: number
  readonly agreement: number
}

interface Form {
  readonly name: string
  readonly graph: Graph
  readonly options: TfliteOptions
  readonly bounds: Bounds
}

function forms(float: Graph, coded: Graph): Form[] {
  return [
    { name: 'float32', graph: float, options: { edges: 'float32', floatWeights: 'float32' }, bounds: { relative: 1e-5, agreement: 0.9999 } },
    { name: 'float16', graph: float, options: { edges: 'float32', floatWeights: 'float16' }, bounds: { relative: 0.02, agreement: 0.99 } },
    { name: 'int8', graph: coded, options: { edges: 'float32', floatWeights: 'float32' }, bounds: { relative: 0.12, agreement: 0.9 } },
    { name: 'int8, uint8 edges', graph: coded, options: { edges: 'uint8', floatWeights: 'float32' }, bounds: { relative: 0.12, agreement: 0.9 } },
  ]
}

async function compare(python: string, folder: string, what: string, model: string, graph: Graph, photos: readonly PreparedFile[], bounds: Bounds) {
  const hasClasses = (name: string) => name !== 'box_encodings' && name !== 'anchors'
  for (const found of await compareInLitert({ python, folder, model, graph, inputs: photos, leastScores })) {
    const agrees = !hasClasses(found.output) || found.agreement >= bounds.agreement
    const isRight = found.relative <= bounds.relative && agrees
    if (!isRight) failures += 1
    const classes = hasClasses(found.output) ? `${(found.agreement * 100).toFixed(2)} % of ${found.places} classes equal` : ''
    process.stdout.write(
      `${isRight ? 'ok  ' : 'FAIL'} ${what.padEnd(48)} ${found.output.padEnd(14)} largest ${found.largest.toExponential(2)}  relative ${found.relative.toExponential(2)}  ${classes}\n`,
    )
  }
}

async function check(python: string, model: ModelFile, files: readonly string[], folder: string): Promise<void> {
  const float = decodeModel(await readFile(model.path))
  const quantized = await quantizeShipped(model, files, folder)
  const coded = decodeModel(await readFile(quantized.model.path))
  const photos: PreparedFile[] = []
  for (const file of files) photos.push(await prepareFile(file, model.card))
  for (const { name, graph, options, bounds } of forms(float, coded)) {
    const bytes = writeTflite(graph, options)
    const path = join(folder, 'model.tflite')
    await writeFile(path, bytes)
    const what = `${model.card.id} ${name} ${(bytes.length / 1e6).toFixed(2)} MB`
    await compare(python, folder, what, path, graph, photos, bounds)
    if (options.edges === 'float32') await compare(python, folder, `  read back ${name}`, path, readTflite(bytes), photos, bounds)
  }
}

const python = await pythonPlace()
if (python === null) {
  process.stdout.write('Skipped: there is no Python with LiteRT (set MOBILABEL_PHONE_PYTHON to one that has ai-edge-litert).\n')
} else {
  const folder = await mkdtemp(join(tmpdir(), 'mobilabel-tflite-'))
  try {
    const files = (await readdir(samples)).filter((name) => name.endsWith('.jpg')).map((name) => join(samples, name))
    const wanted = process.argv[2]
    for (const model of await new ModelRegistry(join(project, 'resources')).list()) {
      if (wanted === undefined || model.card.id.startsWith(wanted)) await check(python, model, files, folder)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
  if (failures > 0) process.exitCode = 1
}
