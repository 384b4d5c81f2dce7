import { useMemo, useState } from 'react'
import { useEngineQuery } from '../../state/engine-query'
import { useClasses } from '../../state/label-queries'
import { useModels } from '../../state/queries'
import { useCommand } from '../../state/use-command'
import { formatAmount } from '../../ui/format'
import styles from './classes-dialog.module.css'
import { listedClasses } from './listed-classes'

const mostShown = 100

/** Which class of the project each class of a model means: by name at first, as a person says afterwards. */
export function ClassMap() {
  const { entries } = useModels()
  const { classes } = useClasses()
  const [modelId, setModelId] = useState(entries[0]?.card.id ?? '')
  const [words, setWords] = useState('')
  const map = useEngineQuery('class-map.get', { modelId }, { enabled: modelId !== '' }).data
  const { mutate, error } = useCommand('class-map.set')
  const labels = entries.find(({ card }) => card.id === modelId)?.card.labels
  const listed = useMemo(() => listedClasses(labels ?? [], map ?? [], words), [labels, map, words])
  return (
    <>
      <div className={styles.add}>
        <select className={styles.select} aria-label="Model" value={modelId} onChange={(event) => setModelId(event.currentTarget.value)}>
          {entries.map(({ card }) => (
            <option key={card.id} value={card.id}>
              {card.name}
            </option>
          ))}
        </select>
        <input type="text" className={styles.field} aria-label="Find a class of the model" placeholder="Find a class of the model" value={words} onChange={(event) => setWords(event.currentTarget.value)} />
      </div>
      {error !== null && (
        <p role="alert" className={styles.problem}>
          {error.message}
        </p>
      )}
      <p className={styles.hint}>Accepting a prediction whose class has no meaning yet adds a class of its name.</p>
      <ul className={styles.map}>
        {listed.slice(0, mostShown).map(({ index, name, classId }) => (
          <li key={index}>
            <span>{name}</span>
            <select
              className={styles.select}
              aria-label={`Meaning of ${name}`}
              value={classId ?? ''}
              onChange={(event) => mutate({ modelId, index, classId: event.currentTarget.value === '' ? null : Number(event.currentTarget.value) })}
            >
              <option value="">none yet, or not used</option>
              {classes.map((known) => (
                <option key={known.id} value={known.id}>
                  {known.name}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
      {listed.length > mostShown && <p className={styles.hint}>{`${formatAmount(listed.length - mostShown, 'more class', 'more classes')}: find them by name.`}</p>}
    </>
  )
}
