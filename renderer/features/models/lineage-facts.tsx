import type { ModelLineage } from '#core/model/model-lineage'
import { formatAmount, formatDateTime, formatPercent } from '../../ui/format'

/** How a version that was made here came about, as facts of a list. */
export function LineageFacts({ lineage: { madeFrom, createdAtMs, settings, calibration, report } }: { readonly lineage: ModelLineage }) {
  const photos = calibration.photos === 0 ? 'without photos' : `on ${formatAmount(calibration.photos, 'photo')}`
  const compared = calibration.photos > 0 && calibration.heldOutPhotos === 0 ? 'the same photos' : formatAmount(report.photos, 'other photo')
  return (
    <>
      <dt>Made from</dt>
      <dd>{`${madeFrom.name}, ${formatDateTime(createdAtMs)}: ${String(settings['kind'])} form, ${photos}`}</dd>
      <dt>Agreement</dt>
      <dd>{`${formatPercent(report.agreement)} on ${compared}; ${report.verdict.kind === 'recommended' ? 'recommended' : 'not recommended'}`}</dd>
    </>
  )
}
