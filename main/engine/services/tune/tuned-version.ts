import type { TuneOrder, TuneReport } from '#core/contract/tune'
import type { ModelCard } from '#core/model/model-card'
import type { NewVersion } from '../models/version-folder'
import type { TunedFile } from './tune-thread-messages'

/** Facts of a version that the file does not tell. */
export interface TunedFacts {
  readonly sha256: string
  readonly createdAtMs: number
  readonly order: TuneOrder
  readonly report: TuneReport
}

/** The id a tuned version gets unless it is taken, and its card. */
export function tunedVersion(source: ModelCard, file: TunedFile, { sha256, createdAtMs, order, report }: TunedFacts): { readonly wantedId: string; readonly version: NewVersion } {
  const { id, file: _file, lineage: _lineage, scores: _scores, ...kept } = source
  const { modelId: _modelId, scope: _scope, classIds: _classIds, name, ...settings } = order
  const { value, interval } = report.after
  return {
    wantedId: `${id.replace(/_tuned(?:_\d+)?$/u, '')}_tuned`,
    version: {
      ...kept,
      ...(file.scores === undefined ? {} : { scores: file.scores }),
      name: name ?? `${source.name.replace(/ \(tuned\)$/u, '')} (tuned)`,
      sha256,
      bytes: file.bytes.length,
      parameters: file.parameters,
      labels: file.labels,
      note: `Trained from "${source.name}" on ${report.data.trainPhotos} own photos. ${report.metric} ${percent(value)} (${percent(interval[0])} to ${percent(interval[1])}) on ${report.photos} photos held out.`,
      lineage: {
        kind: 'tuned',
        madeFrom: { modelId: id, name: source.name, sha256: source.sha256, bytes: source.bytes },
        createdAtMs,
        settings: { ...settings, temperature: report.temperature, thresholds: report.thresholds, bestEpoch: report.bestEpoch },
        data: report.data,
        report: { metric: report.metric, photos: report.photos, before: report.before?.value ?? null, after: value, interval },
      },
    },
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
