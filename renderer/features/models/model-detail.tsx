import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ModelEntry } from '#core/contract/runs'
import { formatAmount, formatCount, formatMeasured, formatMegabytes, formatMillions, formatSize } from '../../ui/format'
import { Swatch } from '../../ui/swatch'
import { LineageFacts } from './lineage-facts'
import { describeFit, taskTexts } from './model-text'
import styles from './models-page.module.css'

/** Everything known of one model. */
export function ModelDetail({ entry: { card, usable, problem, predictedPhotos, photoMs } }: { readonly entry: ModelEntry }) {
  return (
    <article className={styles.detail} aria-label={card.name}>
      <h2>{card.name}</h2>
      <p className={styles.task}>{taskTexts[card.task]}</p>
      {!usable && (
        <p className={styles.problem} role="alert">
          <CircleAlert size={15} />
          {problem ?? 'The model file cannot be used.'}
        </p>
      )}
      <p className={styles.note}>{card.note}</p>
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
      <h3>Where it comes from</h3>
      <ul className={styles.sources}>
        {card.sources.map((source) => (
          <li key={`${source.package}/${source.path}`}>
            <span className={styles.mono}>{`${source.package} ${source.version}`}</span>
            <span>{`${source.path} · ${source.licence}`}</span>
          </li>
        ))}
      </ul>
      <ClassList key={card.id} labels={card.labels} />
    </article>
  )
}

function ClassList({ labels }: { readonly labels: ModelEntry['card']['labels'] }) {
  const [text, setText] = useState('')
  const words = text.trim().toLowerCase()
  const found = labels.filter(({ name, id, key }) => name.toLowerCase().includes(words) || String(id) === words || key === words)
  return (
    <section aria-label="Classes">
      <header className={styles.classHead}>
        <h3>{words === '' ? formatAmount(labels.length, 'class', 'classes') : `${formatCount(found.length)} of ${formatAmount(labels.length, 'class', 'classes')}`}</h3>
        <input type="text" aria-label="Find a class" placeholder="Find a class" value={text} spellCheck={false} onChange={(event) => setText(event.currentTarget.value)} />
      </header>
      {found.length === 0 ? (
        <p className={styles.task}>This model has no class of that name.</p>
      ) : (
        <ul className={styles.classes}>
          {found.map(({ id, name, key }) => (
            <li key={`${id}/${name}`} title={key === undefined ? name : `${name} (${key})`}>
              <Swatch name={name} />
              <span className={styles.className}>{name}</span>
              <span className={styles.classId}>{id}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
