import { Button } from '../../../ui/button'
import { formatAmount, formatCount } from '../../../ui/format'
import { Segmented } from '../../../ui/segmented'
import { setTuneDraft, toggledClass } from '../tune-draft'
import { TuneSettings } from './tune-settings'
import type { WizardState } from './wizard-state'
import styles from './wizard.module.css'

const keptChoices = [
  { value: 'replace', label: 'These alone' },
  { value: 'extend', label: 'Beside the old ones' },
] as const
const keptTexts = {
  replace: 'The new version knows the chosen classes and nothing else.',
  extend: 'The new version keeps what the model knows; classes of the same name are learnt on top of it.',
} as const
const answerChoices = [
  { value: 'one-class', label: 'One class' },
  { value: 'many-classes', label: 'Any number' },
] as const
const answerTexts = {
  'one-class': 'Each photo is exactly one of the classes.',
  'many-classes': 'Each class is there or not, scored by itself; a photo may have none.',
} as const

/** What is learnt, and how as far as one wants to say. */
export function ClassesStep({ draft, model, offered }: Pick<WizardState, 'draft' | 'model' | 'offered'>) {
  return (
    <>
      <fieldset className={styles.group}>
        <legend>{`Classes: ${draft.classIds === null ? 'all' : `${formatCount(draft.classIds.length)} of`} ${formatCount(offered.length)}`}</legend>
        {offered.length === 0 && <p className={styles.soft}>No reviewed photo has a label yet.</p>}
        <ul className={styles.classes}>
          {offered.map(({ classId, name, train, validation, test }) => (
            <li key={classId}>
              <label>
                <input
                  type="checkbox"
                  checked={draft.classIds?.includes(classId) ?? true}
                  onChange={() => setTuneDraft({ classIds: toggledClass(draft.classIds, classId, offered.map((known) => known.classId)) })}
                />
                <span className={styles.className} title={name}>
                  {name}
                </span>
                <span className={styles.fact}>{formatAmount(train + validation + test, 'photo')}</span>
              </label>
            </li>
          ))}
        </ul>
        {draft.classIds !== null && (
          <Button look="quiet" onClick={() => setTuneDraft({ classIds: null })}>
            Choose all
          </Button>
        )}
      </fieldset>
      <div className={styles.choice}>
        <span>The new version knows</span>
        <Segmented label="The new version knows" value={draft.kept} options={keptChoices} onChange={(kept) => setTuneDraft({ kept })} />
        <p className={styles.soft}>{keptTexts[draft.kept]}</p>
      </div>
      {model?.card.task === 'classification' && (
        <div className={styles.choice}>
          <span>A photo has</span>
          <Segmented label="A photo has" value={draft.answer} options={answerChoices} onChange={(answer) => setTuneDraft({ answer })} />
          <p className={styles.soft}>{answerTexts[draft.answer]}</p>
        </div>
      )}
      <TuneSettings draft={draft} model={model} />
    </>
  )
}
