import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Graph } from '#core/onnx/graph'
import type { ModelInput } from './run-reference'
import { runReference, writeInputs } from './run-reference'

const run = promisify(execFile)
/** The bundle lies in out/tools. */
const script = join(import.meta.dirname, '..', '..', 'main', 'tools', 'long', 'compare-tflite.py')
const lineSchema = z.object({ output: z.string(), largest: z.number(), relative: z.number(), agreement: z.number(), places: z.number() })

/** How far one output of LiteRT is from ONNX Runtime: largest difference, root mean square against the reference's, equal strongest classes. */
export type OutputDistance = z.infer<typeof lineSchema>

export interface LitertCase {
  readonly python: string
  /** Where inputs and answers are stored meanwhile. */
  readonly folder: string
  /** Path of the .tflite file. */
  readonly model: string
  /** The graph ONNX Runtime runs. */
  readonly graph: Graph
  readonly inputs: readonly ModelInput[]
  /** By output, the score from which strongest classes are compared; all are where none is named. */
  readonly leastScores: Readonly<Record<string, number>>
}

/** Runs a .tflite file in LiteRT and a graph in ONNX Runtime on the same inputs. */
export async function compareInLitert({ python, folder, model, graph, inputs, leastScores }: LitertCase): Promise<OutputDistance[]> {
  const outputs = await runReference(graph, inputs, join(folder, 'reference'))
  const given = {
    model,
    inputs: await writeInputs(inputs, folder),
    dims: inputs[0]?.dims ?? [],
    outputs: outputs.map((output) => ({ ...output, leastScore: leastScores[output.name] ?? null })),
  }
  const path = join(folder, 'case.json')
  await writeFile(path, JSON.stringify(given))
  const { stdout } = await run(python, [script, path])
  return stdout.trim().split('\n').map((text) => lineSchema.parse(JSON.parse(text)))
}
