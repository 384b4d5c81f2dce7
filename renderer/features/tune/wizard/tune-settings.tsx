import { blockCounts } from '#core/model/tune-depth'
import { NumberField } from '../../../ui/number-field'
import { Segmented } from '../../../ui/segmented'
import { SelectField } from '../../../ui/select-field'
import { canDeepen, setTuneDraft, type Augmentation } from '../tune-draft'
import type { WizardState } from './wizard-state'
import styles from './wizard.module.css'

const augmentations: Readonly<Record<Augmentation, string>> = { mirror: 'Mirrored', crop: 'Cut out', colour: 'Other light and colours' }
const augmentationOrder: readonly Augmentation[] = ['mirror', 'crop', 'colour']
const balanceChoices = [
  { value: 'photos', label: 'Each photo' },
  { value: 'classes', label: 'Each class' },
] as const
const depthChoices = [
  { value: '0', label: 'The head' },
  ...blockCounts.map((count) => ({ value: String(count), label: count === 1 ? 'Head and last block' : `Head and last ${count} blocks` })),
]
const mostSeed = 0xffff_ffff

/** What rarely needs a change, folded away. */
export function TuneSettings({ draft, model }: Pick<WizardState, 'draft' | 'model'>) {
  const toggle = (kind: Augmentation): void =>
    setTuneDraft({ augmentations: augmentationOrder.filter((known) => (known === kind) !== draft.augmentations.includes(known)) })
  return (
    <details className={styles.settings}>
      <summary>Settings</summary>
      <div className={styles.settingsBody}>
        <label className={styles.name}>
          <span>Name of the new version</span>
          <input type="text" value={draft.name} maxLength={200} placeholder={model === null ? '' : `${model.card.name} (tuned)`} spellCheck={false} onChange={(event) => setTuneDraft({ name: event.currentTarget.value })} />
        </label>
        <div className={styles.choice}>
          <span>What counts the same</span>
          <Segmented label="What counts the same" value={draft.balance} options={balanceChoices} onChange={(balance) => setTuneDraft({ balance })} />
        </div>
        {canDeepen(draft, model?.card.task ?? null) && (
          <>
            <SelectField label="What learns" value={String(draft.blocks)} options={depthChoices} onChange={(value) => setTuneDraft({ blocks: blockCounts.find((count) => String(count) === value) ?? 0 })} />
            {draft.blocks > 0 && <p className={styles.soft}>Slower, and only kept where it is better on the photos held out to choose by.</p>}
          </>
        )}
        <NumberField label="Changed copies of each photo" value={draft.copies} least={0} most={16} onChange={(copies) => setTuneDraft({ copies })} />
        <fieldset className={styles.group} disabled={draft.copies === 0}>
          <legend>Changes of copies that keep labels true</legend>
          <div className={styles.line}>
            {augmentationOrder.map((kind) => (
              <label key={kind}>
                <input type="checkbox" checked={draft.augmentations.includes(kind)} onChange={() => toggle(kind)} />
                {augmentations[kind]}
              </label>
            ))}
          </div>
          <p className={styles.soft}>{draft.copies === 0 ? 'Without copies nothing is changed.' : 'Mirroring is wrong for writing and for left and right.'}</p>
        </fieldset>
        <div className={styles.line}>
          <NumberField label="Held out to choose by" unit="%" value={draft.validationPercent} least={0} most={50} onChange={(validationPercent) => setTuneDraft({ validationPercent })} />
          <NumberField label="Held out to measure on" unit="%" value={draft.testPercent} least={0} most={50} onChange={(testPercent) => setTuneDraft({ testPercent })} />
          <NumberField label="Seed" value={draft.seed} least={0} most={mostSeed} onChange={(seed) => setTuneDraft({ seed })} />
        </div>
        <p className={styles.soft}>Parts that folders or an import name (train, val, test) go before the shares. Equal seeds hold out equal photos and give an equal file.</p>
      </div>
    </details>
  )
}
