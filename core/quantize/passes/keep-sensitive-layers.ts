import type { Graph, Node } from '#core/onnx/graph'
import { AppError } from '#core/contract/errors'
import type { CalibrationHooks } from '../calibration-hooks'
import { checkSignal } from '../calibration-hooks'
import type { CalibrationSource, FloatTensors } from '../calibration-source'
import type { StaticResult } from '../forms/quantize-static'
import { fixBatch } from '../probe/fix-batch'
import type { Goal } from '../quantize-options'
import { compareAnswers } from '../report/compare-answers'

/** How much of the error at the outputs one layer causes alone. */
export interface LayerSensitivity {
  readonly name: string
  /** Mean over outputs of squared error relative to squared value, with only this layer on codes. */
  readonly relativeError: number
}

export interface SensitivityResult {
  readonly result: StaticResult
  /** Names of the layers kept in float, the most sensitive first. */
  readonly kept: readonly string[]
  /** Most sensitive first; empty when the goal was reached without a search. */
  readonly ranking: readonly LayerSensitivity[]
  readonly isGoalReached: boolean
}

const rankingPhotos = 8
const checkPhotos = 200

/**
 * Keeps the fewest layers in float with which the goal is reached. Layers are ranked by the error each causes at the
 * outputs when it alone is on codes (to first order the errors of layers add: Dong et al. 2019, arXiv:1905.03696, and
 * Wu et al. 2020, arXiv:2004.09602, section 6.1); then the number to keep is bisected, each step checked on photos.
 * @param write the graph with these layers left in float, everything else as in `start`
 */
export async function keepSensitiveLayers(
  source: CalibrationSource,
  float: Graph,
  start: StaticResult,
  goal: Goal,
  write: (kept: ReadonlySet<Node>) => StaticResult,
  hooks: CalibrationHooks,
): Promise<SensitivityResult> {
  const reaches = (result: StaticResult) => isReached(source, float, result.graph, goal, hooks)
  if (await reaches(start)) return { result: start, kept: [], ranking: [], isGoalReached: true }
  const layers = start.plan.layers.map((layer) => layer.node)
  const ranked = await rankLayers(source, start, layers, write, hooks)
  const keeping = (count: number) => write(new Set(ranked.slice(0, count).map(({ node }) => node)))
  let tooFew = 0
  let enough = layers.length
  let best = keeping(enough)
  const ranking = ranked.map(({ node, relativeError }) => ({ name: node.name, relativeError }))
  if (!(await reaches(best))) return { result: best, kept: ranking.map(({ name }) => name), ranking, isGoalReached: false }
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2)
    const candidate = keeping(middle)
    if (await reaches(candidate)) {
      enough = middle
      best = candidate
    } else tooFew = middle
  }
  return { result: best, kept: ranking.slice(0, enough).map(({ name }) => name), ranking, isGoalReached: true }
}

async function isReached(source: CalibrationSource, float: Graph, quantized: Graph, goal: Goal, hooks: CalibrationHooks): Promise<boolean> {
  const { agreement, floatCorrectness, quantizedCorrectness } = await compareAnswers(source, float, quantized, checkPhotos, { ...hooks, progress: () => undefined })
  if (goal.kind === 'agreement') return agreement >= goal.atLeast
  if (floatCorrectness === null || quantizedCorrectness === null) {
    throw new AppError('bad-input', 'The loss in points can only be searched for on labelled photos.', {
      hint: 'Review some photos first, or set a goal for the agreement.',
    })
  }
  return 100 * (floatCorrectness - quantizedCorrectness) <= goal.atMostPoints
}

interface RankedLayer {
  readonly node: Node
  readonly relativeError: number
}

async function rankLayers(
  source: CalibrationSource,
  start: StaticResult,
  layers: readonly Node[],
  write: (kept: ReadonlySet<Node>) => StaticResult,
  hooks: CalibrationHooks,
): Promise<RankedLayer[]> {
  const photos = Math.min(source.photoCount, rankingPhotos)
  const references = await answersOf(source, start.plan.graph, photos, hooks)
  const ranked: RankedLayer[] = []
  for (const node of layers) {
    const others = new Set(layers.filter((other) => other !== node))
    const answers = await answersOf(source, write(others).graph, photos, hooks)
    ranked.push({ node, relativeError: meanRelativeError(references, answers) })
    hooks.progress({ step: 'searching', done: ranked.length, total: layers.length })
  }
  return ranked.sort((a, b) => b.relativeError - a.relativeError)
}

async function answersOf(source: CalibrationSource, graph: Graph, photos: number, hooks: CalibrationHooks): Promise<FloatTensors[]> {
  const runner = await source.open(fixBatch(graph))
  try {
    const answers: FloatTensors[] = []
    for (let photo = 0; photo < photos; photo++) {
      checkSignal(hooks)
      answers.push(await runner.run(await source.photo(photo)))
    }
    return answers
  } finally {
    await runner.close()
  }
}

function meanRelativeError(references: readonly FloatTensors[], answers: readonly FloatTensors[]): number {
  let sum = 0
  references.forEach((reference, photo) => {
    for (const [name, tensor] of Object.entries(reference)) {
      const other = answers[photo]?.[name]?.data
      if (other === undefined) continue
      let noise = 0
      let signal = 1e-30
      for (let at = 0; at < tensor.data.length; at++) {
        noise += (tensor.data[at]! - other[at]!) ** 2
        signal += tensor.data[at]! ** 2
      }
      sum += noise / signal
    }
  })
  return sum / Math.max(1, references.length)
}
