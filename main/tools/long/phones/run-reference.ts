import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Graph } from '#core/onnx/graph'
import { fixBatch } from '#core/quantize/probe/fix-batch'
import { openGraph } from '../../../engine/runtime/open-graph'

/** What a model gets for one photo. */
export interface ModelInput {
  readonly data: Float32Array
  readonly dims: readonly number[]
}

/** One output of ONNX Runtime over several photos, stored photo after photo. */
export interface ReferenceOutput {
  readonly name: string
  readonly path: string
  /** Extents for one photo. */
  readonly dims: readonly number[]
}

/** Answers of a graph in ONNX Runtime for prepared photos, in files that begin with `prefix`. */
export async function runReference(graph: Graph, photos: readonly ModelInput[], prefix: string): Promise<ReferenceOutput[]> {
  const runner = await openGraph(fixBatch(graph), { threads: 1 })
  try {
    const answers = []
    for (const { data, dims } of photos) answers.push(await runner.run({ dataType: 'float32', data, dims }))
    const outputs: ReferenceOutput[] = []
    for (const { name } of graph.outputs) {
      const tensors = answers.flatMap((answer) => answer[name] ?? [])
      const path = `${prefix}-${outputs.length}.f32`
      await writeFile(path, Buffer.concat(tensors.map(({ data }) => bytesOf(data))))
      outputs.push({ name, path, dims: tensors[0]?.dims ?? [] })
    }
    return outputs
  } finally {
    await runner.close()
  }
}

/** Stores the inputs of photos one after another. */
export async function writeInputs(photos: readonly ModelInput[], folder: string): Promise<string> {
  const path = join(folder, 'inputs.f32')
  await writeFile(path, Buffer.concat(photos.map(({ data }) => bytesOf(data))))
  return path
}

function bytesOf(data: Float32Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}
