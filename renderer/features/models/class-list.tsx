import { useState } from 'react'
import type { ModelCard } from '#core/model/model-card'
import { formatAmount, formatCount } from '../../ui/format'
import { Swatch } from '../../ui/swatch'
import styles from './models-page.module.css'

/** What a model can answer, with a search over names and numbers. */
export function ClassList({ labels }: Pick<ModelCard, 'labels'>) {
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
