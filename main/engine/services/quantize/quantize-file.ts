import { readFile } from 'node:fs/promises'
import { AppError } from '#core/contract/errors'
import { decodeModel } from '#core/onnx/codec/decode-model'
import { encodeModel } from '#core/onnx/codec/encode-model'
import type { Graph } from '#core/onnx/graph'
import { verifyGraph } from '#core/onnx/spec/verify-graph'
import type { CalibrationHooks } from '#core/quantize/calibration-hooks'
import { quantizeModel } from '#core/quantize/quantize-model'
import type { QuantizeOptions } from '#core/quantize/quantize-options'
import { recipeOf } from '#core/quantize/recipe-of'
import { mapFileError } from '../../map-file-error'
import { calibrateOnFiles, type FileCalibration } from './file-calibration'
import type { QuantizedFile, QuantizeTask } from './quantize-thread-messages'
import { correctnessOf } from './reviewed-labels'

/** Models that people bring may use operators that only ONNX Runtime knows. */
function requireKnown(graph: Graph, name: string): Graph {
  const [problem] = verifyGraph(graph)
  if (problem === undefined) return graph
  throw new AppError('unsupported-model', `"${name}" cannot be made smaller: ${problem}`, { hint: 'It can annotate and be compared as it is.' })
}

async function readGraph(path: string): Promise<Graph> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw mapFileError(error, path, 'cannot-read')
  })
  try {
    return decodeModel(bytes)
  } catch (error) {
    throw new AppError('unsupported-model', `${path} is no ONNX model that can be read.`, { cause: error })
  }
}

/**
 * Makes a smaller model file, calibrated on photo files. Blocks the thread for seconds at a time.
 * Throws what `quantizeModel` throws, `cannot-read` for the model file, `bad-input` when static codes are asked for and no photo
 * can be read.
 */
export async function quantizeFile(task: QuantizeTask, hooks: CalibrationHooks): Promise<QuantizedFile> {
  const graph = requireKnown(await readGraph(task.model.path), task.model.card.name)
  const calibration = await openPhotos(task, task.calibration, hooks)
  try {
    const heldOut = await openPhotos(task, task.heldOut, hooks)
    try {
      return await quantizeOn(task, graph, calibration, heldOut, hooks)
    } finally {
      await heldOut.close()
    }
  } finally {
    await calibration.close()
  }
}

function openPhotos({ model, threads, labels }: QuantizeTask, paths: readonly string[], hooks: CalibrationHooks): Promise<FileCalibration> {
  return calibrateOnFiles(
    model.card,
    paths.map((path) => ({ path, correctness: correctnessOf(labels, path) })),
    threads,
    hooks,
  )
}

/** Forms other than static look at no photo, so that all are others to them. */
function photosUsed({ kind }: QuantizeOptions, calibration: FileCalibration, heldOut: FileCalibration): Pick<QuantizedFile, 'calibrationPhotos' | 'heldOutPhotos'> {
  if (kind === 'static') return { calibrationPhotos: calibration.photoCount, heldOutPhotos: heldOut.photoCount }
  return { calibrationPhotos: 0, heldOutPhotos: heldOut.photoCount === 0 ? calibration.photoCount : heldOut.photoCount }
}

async function quantizeOn(task: QuantizeTask, graph: Graph, calibration: FileCalibration, heldOut: FileCalibration, hooks: CalibrationHooks): Promise<QuantizedFile> {
  const recipe = recipeOf(task.recipe, calibration.photoCount)
  const skipped = [...calibration.skipped, ...heldOut.skipped]
  if (recipe.options.kind === 'static' && calibration.photoCount === 0) {
    const [first] = skipped
    throw new AppError('bad-input', `There is no photo to calibrate on${first === undefined ? '' : `: ${first.path}: ${first.reason}`}`, {
      hint: 'Choose other photos, or a form that needs none.',
    })
  }
  const unread = new Set(skipped.map(({ path }) => path))
  const compared = (heldOut.photoCount === 0 ? task.calibration : task.heldOut).filter((path) => !unread.has(path))
  const source = { calibration, heldOut: heldOut.photoCount === 0 ? null : heldOut }
  const { graph: quantized, report } = await quantizeModel(graph, recipe.options, source, hooks)
  return {
    bytes: Uint8Array.from(encodeModel(quantized)),
    recipe,
    report,
    ...photosUsed(recipe.options, calibration, heldOut),
    skipped,
    changed: report.comparison.changed.flatMap(({ index, agreement }) => {
      const path = compared[index]
      return path === undefined ? [] : [{ path, agreement }]
    }),
  }
}
