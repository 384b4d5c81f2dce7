import type { ModelCard } from '#core/model/model-card'
import type { LineageReport } from '#core/model/model-lineage'
import type { QuantizeOptions } from '#core/quantize/quantize-options'
import type { VersionReport } from '#core/quantize/report/version-report'
import type { LayerReport } from '#core/quantize/report/layer-report'
import type { NewVersion } from '../models/version-folder'
import type { QuantizedFile } from './quantize-thread-messages'

/** Facts of a version that the file does not tell. */
export interface VersionFacts {
  readonly sha256: string
  readonly createdAtMs: number
  readonly seed: number
}

const forms: Readonly<Record<QuantizeOptions['kind'], { readonly suffix: string; readonly name: string }>> = {
  static: { suffix: 'int8', name: '8-bit' },
  dynamic: { suffix: 'int8_dynamic', name: '8-bit, dynamic' },
  'weight-only': { suffix: 'int8_weights', name: '8-bit weights' },
  float16: { suffix: 'float16', name: '16-bit' },
}

/** What is kept beside the card. */
export function reportFileOf({ report: { layers, keptForGoal, isGoalReached }, skipped, changed }: QuantizedFile): VersionReport {
  return { layers, keptForGoal, isGoalReached, skipped, changed }
}

/** The id a version gets unless it is taken, and its card. */
export function versionOf(source: ModelCard, file: QuantizedFile, { sha256, createdAtMs, seed }: VersionFacts): { readonly wantedId: string; readonly version: NewVersion } {
  const { options, reason } = file.recipe
  const { suffix, name } = forms[options.kind]
  const { id, file: _file, lineage: _lineage, ...kept } = source
  const report = reportOf(file)
  return {
    wantedId: `${id}_${suffix}`,
    version: {
      ...kept,
      name: `${source.name} (${name})`,
      sha256,
      bytes: file.bytes.length,
      note: `Made smaller from "${source.name}". ${report.verdict.reason}`,
      lineage: {
        kind: 'quantized',
        madeFrom: { modelId: id, name: source.name, sha256: source.sha256, bytes: source.bytes },
        createdAtMs,
        settings: { ...options },
        reason,
        calibration: { photos: file.calibrationPhotos, heldOutPhotos: file.heldOutPhotos, skippedPhotos: file.skipped.length, seed },
        report,
      },
    },
  }
}

function reportOf({ report: { comparison, verdict, layers } }: QuantizedFile): LineageReport {
  return { photos: comparison.photos, agreement: comparison.agreement, verdict, layers: layers.length === 0 ? null : countWays(layers) }
}

function countWays(layers: readonly LayerReport[]): NonNullable<LineageReport['layers']> {
  const counts = { integer: 0, folded: 0, float: 0 }
  for (const { runs } of layers) counts[runs]++
  return counts
}
