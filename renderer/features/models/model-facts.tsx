import type { ModelEntry } from '#core/contract/runs'
import { formatAmount, formatMeasured, formatMegabytes, formatMillions, formatSize } from '../../ui/format'
import { ClassList } from './class-list'
import { LineageFacts } from './lineage-facts'
import { ModelNote } from './model-note'
import { describeFit } from './model-text'
import styles from './models-page.module.css'

/** What a model is, where it comes from and what it can answer. */
export function ModelFacts({ entry: { card, predictedPhotos, photoMs } }: { readonly entry: ModelEntry }) {
  return (
    <>
      <ModelNote key={card.id} card={card} />
      <dl className={styles.facts}>
        {card.lineage !== undefined && <LineageFacts lineage={card.lineage} />}
        <dt>Input</dt>
        <dd>{`${formatSize(card.inputSize.width, card.inputSize.height)}, ${describeFit(card.fit)}`}</dd>
        <dt>Width</dt>
        <dd>{`× ${card.widthMultiplier}`}</dd>
        <dt>Size</dt>
        <dd>{`${formatMegabytes(card.bytes)}, ${formatMillions(card.parameters)} parameters`}</dd>
        <dt>Speed here</dt>
        <dd>{photoMs === null ? 'not measured yet; shown after the first run' : `${formatMeasured(photoMs)} ms per photo, reading it included`}</dd>
        <dt>Answered</dt>
        <dd>{formatAmount(predictedPhotos, 'photo')}</dd>
        <dt>Licence</dt>
        <dd>{card.licence}</dd>
        <dt>File</dt>
        <dd className={styles.mono}>{card.file}</dd>
        <dt>SHA-256</dt>
        <dd className={styles.mono}>{card.sha256}</dd>
      </dl>
      {card.sources.length > 0 && (
        <>
          <h3>Where it comes from</h3>
          <ul className={styles.sources}>
            {card.sources.map((source) => (
              <li key={`${source.package}/${source.path}`}>
                <span className={styles.mono}>{`${source.package} ${source.version}`}</span>
                <span>{`${source.path} · ${source.licence}`}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <ClassList key={card.id} labels={card.labels} />
    </>
  )
}
