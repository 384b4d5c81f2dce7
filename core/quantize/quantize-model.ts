import type { Graph } from '#core/onnx/graph'
import { importPasses } from '#core/onnx/passes/import-passes'
import { runPasses } from '#core/onnx/passes/run-passes'
import type { CalibrationHooks } from './calibration-hooks'
import type { QuantizeSource } from './calibration-source'
import { quantizeDynamic } from './forms/quantize-dynamic'
import { quantizeStatic, withFloatLayers } from './forms/quantize-static'
import { quantizeWeightsOnly } from './forms/quantize-weights-only'
import { toFloat16 } from './forms/to-float16'
import type { LayerSensitivity } from './passes/keep-sensitive-layers'
import { keepSensitiveLayers } from './passes/keep-sensitive-layers'
import type { QuantizeOptions } from './quantize-options'
import type { Comparison } from './report/compare-answers'
import { compareAnswers } from './report/compare-answers'
import type { LayerReport } from './report/layer-report'
import { reportLayers } from './report/layer-report'
import { measureSqnr } from './report/measure-sqnr'
import type { Verdict } from './report/verdict'
import { judge } from './report/verdict'

/** What quantization did, layer by layer, and how good the result is. */
export interface QuantizeReport {
  /** One entry per node; empty for the forms that do not look at single layers. */
  readonly layers: readonly LayerReport[]
  /** Layers the search left in float, the most sensitive first. */
  readonly keptForGoal: readonly string[]
  readonly sensitivities: readonly LayerSensitivity[]
  /** null where no goal was set. */
  readonly isGoalReached: boolean | null
  readonly comparison: Comparison
  /** True when there were no other photos than those calibrated on. */
  readonly isComparedOnCalibrationPhotos: boolean
  readonly verdict: Verdict
}

export interface QuantizeResult {
  readonly graph: Graph
  readonly report: QuantizeReport
}

interface Made {
  readonly graph: Graph
  readonly details: Pick<QuantizeReport, 'layers' | 'keptForGoal' | 'sensitivities' | 'isGoalReached'>
}

const noDetails: Made['details'] = { layers: [], keptForGoal: [], sensitivities: [], isGoalReached: null }

type Forms = {
  readonly [Kind in QuantizeOptions['kind']]: (
    graph: Graph,
    options: Extract<QuantizeOptions, { kind: Kind }>,
    source: QuantizeSource,
    hooks: CalibrationHooks,
  ) => Promise<Made>
}

const forms: Forms = {
  static: makeStatic,
  dynamic: async (graph, { keepFloat }) => ({ graph: quantizeDynamic(graph, keepFloat), details: noDetails }),
  'weight-only': async (graph, { keepFloat }) => ({ graph: quantizeWeightsOnly(graph, keepFloat), details: noDetails }),
  float16: async (graph, { form, keepFloat }) => ({ graph: toFloat16(graph, form, keepFloat), details: noDetails }),
}

/**
 * Makes a smaller model: prepares the graph (batch norms folded), quantizes it as the options say, and compares its
 * answers with those of the float graph on photos it was not calibrated on. The input graph stays as it is.
 * Throws AppError `cancelled` when the signal is set, `unsupported-model` when the runtime refuses a graph, `bad-input`
 * for a goal that the photos cannot answer.
 */
export async function quantizeModel(
  graph: Graph,
  options: QuantizeOptions,
  source: QuantizeSource,
  hooks: CalibrationHooks,
): Promise<QuantizeResult> {
  const prepared = runPasses(graph, importPasses).graph
  const make = forms[options.kind] as (
    graph: Graph,
    options: QuantizeOptions,
    source: QuantizeSource,
    hooks: CalibrationHooks,
  ) => Promise<Made>
  const made = await make(prepared, options, source, hooks)
  const comparison = await compareAnswers(source.heldOut ?? source.calibration, graph, made.graph, Infinity, hooks)
  return {
    graph: made.graph,
    report: { ...made.details, comparison, isComparedOnCalibrationPhotos: source.heldOut === null, verdict: judge(comparison) },
  }
}

async function makeStatic(
  graph: Graph,
  options: Extract<QuantizeOptions, { kind: 'static' }>,
  { calibration }: QuantizeSource,
  hooks: CalibrationHooks,
): Promise<Made> {
  const start = await quantizeStatic(graph, options, calibration, hooks)
  const search =
    options.goal === null
      ? null
      : await keepSensitiveLayers(calibration, graph, start, options.goal, (kept) => withFloatLayers(start, options, kept), hooks)
  const result = search?.result ?? start
  return {
    graph: result.graph,
    details: {
      layers: reportLayers(result, await measureSqnr(calibration, result, hooks)),
      keptForGoal: search?.kept ?? [],
      sensitivities: search?.ranking ?? [],
      isGoalReached: search?.isGoalReached ?? null,
    },
  }
}
