import type { ReactNode } from 'react'
import type { ImportedLineage, ModelLineage, QuantizedLineage, TunedLineage } from '#core/model/model-lineage'
import { formatAmount, formatDateTime, formatPercent } from '../../ui/format'

/** How a version that was made or brought here came about, as facts of a list. */
export function LineageFacts({ lineage }: { readonly lineage: ModelLineage }) {
  switch (lineage.kind) {
    case 'quantized':
      return <QuantizedFacts lineage={lineage} />
    case 'tuned':
      return <TunedFacts lineage={lineage} />
    case 'imported':
      return <ImportedFacts lineage={lineage} />
  }
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  )
}

function QuantizedFacts({ lineage: { madeFrom, createdAtMs, settings, calibration, report } }: { readonly lineage: QuantizedLineage }) {
  const photos = calibration.photos === 0 ? 'without photos' : `on ${formatAmount(calibration.photos, 'photo')}`
  const compared = calibration.photos > 0 && calibration.heldOutPhotos === 0 ? 'the same photos' : formatAmount(report.photos, 'other photo')
  return (
    <>
      <Fact term="Made from">{`${madeFrom.name}, ${formatDateTime(createdAtMs)}: ${String(settings['kind'])} form, ${photos}`}</Fact>
      <Fact term="Agreement">{`${formatPercent(report.agreement)} on ${compared}; ${report.verdict.kind === 'recommended' ? 'recommended' : 'not recommended'}`}</Fact>
    </>
  )
}

function TunedFacts({ lineage: { madeFrom, createdAtMs, data, report } }: { readonly lineage: TunedLineage }) {
  const before = report.before === null ? '' : `, before ${formatPercent(report.before)}`
  return (
    <>
      <Fact term="Tuned from">{`${madeFrom.name}, ${formatDateTime(createdAtMs)}, on ${formatAmount(data.trainPhotos, 'photo')}`}</Fact>
      <Fact term="Classes learned">{data.classes.join(', ')}</Fact>
      <Fact term={report.metric}>{`${formatPercent(report.after)} (${formatPercent(report.interval[0])} to ${formatPercent(report.interval[1])}) on ${formatAmount(report.photos, 'held-out photo')}${before}`}</Fact>
    </>
  )
}

function ImportedFacts({ lineage: { createdAtMs, format, fileName } }: { readonly lineage: ImportedLineage }) {
  return <Fact term="Imported from">{`${fileName} (${format}), ${formatDateTime(createdAtMs)}`}</Fact>
}
