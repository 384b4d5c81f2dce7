import type { ModelEntry } from '#core/contract/runs'
import { tasks, type Task } from '#core/model/prediction'
import { Segmented } from '../../../ui/segmented'
import { taskNames } from '../model-text'
import type { ChosenModels } from './chosen-models'
import { setComparisonChoice } from './comparison-choice'
import styles from './evaluate.module.css'

interface ModelsToCompareProps {
  /** Usable ones. */
  readonly entries: readonly ModelEntry[]
  readonly models: ChosenModels
  readonly onToggle: (modelId: string) => void
}

/** Which models are compared, and with which of them. */
export function ModelsToCompare({ entries, models: { task, offered, chosen, reference }, onToggle }: ModelsToCompareProps) {
  const choices = tasks.filter((known) => entries.some(({ card }) => card.task === known)).map((known) => ({ value: known, label: taskNames[known] }))
  const chooseTask = (wanted: Task): void => setComparisonChoice({ modelIds: entries.filter(({ card }) => card.task === wanted).map(({ card }) => card.id), referenceId: null })
  return (
    <fieldset className={styles.group}>
      <legend>Models to compare</legend>
      <Segmented label="Task" value={task} options={choices} onChange={chooseTask} />
      <div className={styles.models}>
        {offered.map((entry) => (
          <label key={entry.card.id}>
            <input type="checkbox" checked={chosen.includes(entry)} disabled={chosen.length === 1 && chosen.includes(entry)} onChange={() => onToggle(entry.card.id)} />
            {entry.card.name}
          </label>
        ))}
      </div>
      <label>
        {'Reference '}
        <select value={reference.card.id} onChange={(event) => setComparisonChoice({ referenceId: event.currentTarget.value })}>
          {chosen.map(({ card }) => (
            <option key={card.id} value={card.id}>
              {card.name}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  )
}
