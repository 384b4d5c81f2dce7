import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { writeCoreml } from '#core/formats/models/coreml/write-coreml'
import { decodeModel } from '#core/onnx/codec/decode-model'
import { prepareFile } from '../../engine/runtime/prepare-file'
import type { ModelFile } from '../../engine/runtime/photo-pool'
import { ModelRegistry } from '../../engine/services/model-registry'
import { pythonPlace } from './phones/python-place'
import { runReference, writeInputs } from './phones/run-reference'

/** The bundle lies in out/tools. */
const project = join(import.meta.dirname, '..', '..')
const samples = join(project, 'resources', 'samples')
const run = promisify(execFile)
const lineSchema = z.object({ output: z.string(), largest: z.number(), relative: z.number() })
/** Root mean square of the difference against the reference's. */
const bounds = { float32: 1e-5, float16: 0.03 } as const
let failures = 0

async function check(python: string, model: ModelFile, photoFile: string, folder: string): Promise<void> {
  const graph = decodeModel(await readFile(model.path))
  const photo = await prepareFile(photoFile, model.card)
  const outputs = await runReference(graph, [photo], join(folder, 'reference'))
  const inputs = await writeInputs([photo], folder)
  for (const floatType of ['float32', 'float16'] as const) {
    const place = join(folder, `${model.card.id}-${floatType}.mlpackage`)
    for (const [path, bytes] of writeCoreml(graph, { floatType })) {
      await mkdir(dirname(join(place, path)), { recursive: true })
      await writeFile(join(place, path), bytes)
    }
    const given = join(folder, 'case.json')
    await writeFile(given, JSON.stringify({ package: place, inputs, dims: photo.dims, outputs }))
    const { stdout } = await run(python, [join(project, 'main', 'tools', 'long', 'evaluate-coreml.py'), given])
    for (const text of stdout.trim().split('\n').filter((each) => each.startsWith('{'))) {
      const { output, largest, relative } = lineSchema.parse(JSON.parse(text))
      const isRight = relative <= bounds[floatType]
      if (!isRight) failures += 1
      process.stdout.write(`${isRight ? 'ok  ' : 'FAIL'} ${model.card.id} ${floatType} ${output} largest ${largest.toExponential(2)} relative ${relative.toExponential(2)}\n`)
    }
  }
}

const python = await pythonPlace()
if (python === null) {
  process.stdout.write('Skipped: there is no Python with coremltools (set MOBILABEL_PHONE_PYTHON to one that has it).\n')
} else {
  const folder = await mkdtemp(join(tmpdir(), 'mobilabel-coreml-'))
  try {
    const [photo = ''] = (await readdir(samples)).filter((name) => name.endsWith('.jpg'))
    for (const model of await new ModelRegistry(join(project, 'resources')).list()) {
      if (process.argv[2] === undefined || model.card.id.startsWith(process.argv[2])) await check(python, model, join(samples, photo), folder)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
  if (failures > 0) process.exitCode = 1
}
