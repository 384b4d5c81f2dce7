import { Segmented } from '../../../ui/segmented'
import { ChoiceList } from '../../../ui/choice-list'
import { NumberField } from '../../../ui/number-field'
import { setRecipe, useQuantizeChoice } from './quantize-choice'
import styles from './quantize.module.css'
import type { RecipeDraft } from './recipe-draft'
import { recipeForms, staticSettings, targets } from './recipe-settings'

/** Chosen for the target, or every setting by hand. */
export function RecipeForm() {
  const draft = useQuantizeChoice(({ recipe }) => recipe)
  return (
    <fieldset className={styles.group}>
      <legend>Recipe</legend>
      <Segmented
        label="Recipe"
        value={draft.by}
        options={[
          { value: 'automatic', label: 'Automatic' },
          { value: 'hand', label: 'By hand' },
        ]}
        onChange={(by) => setRecipe({ by })}
      />
      {draft.by === 'automatic' ? <AutomaticRecipe draft={draft} /> : <RecipeByHand draft={draft} />}
    </fieldset>
  )
}

function AutomaticRecipe({ draft }: { readonly draft: RecipeDraft }) {
  return (
    <>
      <ChoiceList label="Target" value={draft.target} choices={targets.map(({ value, label, meaning }) => ({ value, label, fact: meaning }))} onChange={(target) => setRecipe({ target })} />
      <p className={styles.soft}>Static 8-bit codes with everything that helps small networks; with fewer than 8 photos, 8-bit weights alone.</p>
    </>
  )
}

function RecipeByHand({ draft }: { readonly draft: RecipeDraft }) {
  return (
    <>
      <div className={styles.setting}>
        <Segmented label="Form" value={draft.form} options={recipeForms} onChange={(form) => setRecipe({ form })} />
        <p className={styles.soft}>{recipeForms.find(({ value }) => value === draft.form)?.meaning}</p>
      </div>
      {draft.form === 'static' && <StaticSettings draft={draft} />}
      {draft.form === 'float16' && (
        <label className={styles.field}>
          <span>Arithmetic</span>
          <select value={draft.float16} onChange={(event) => setRecipe({ float16: event.currentTarget.value === 'full' ? 'full' : 'storage' })}>
            <option value="storage">Stored in 16 bits, computed in 32</option>
            <option value="full">Stored and computed in 16 bits</option>
          </select>
          <span className={styles.soft}>Computing in 16 bits needs hardware that can.</span>
        </label>
      )}
      <label className={styles.field}>
        <span>Keep these operators in float</span>
        <input type="text" value={draft.floatOperators} placeholder="Gemm, Sigmoid" spellCheck={false} onChange={(event) => setRecipe({ floatOperators: event.currentTarget.value })} />
        <span className={styles.soft}>Types of nodes, with commas between.</span>
      </label>
      <label className={styles.field}>
        <span>Keep these nodes in float</span>
        <input type="text" value={draft.floatNodes} spellCheck={false} onChange={(event) => setRecipe({ floatNodes: event.currentTarget.value })} />
        <span className={styles.soft}>Names as in the list of layers, with commas between.</span>
      </label>
    </>
  )
}

function StaticSettings({ draft }: { readonly draft: RecipeDraft }) {
  return (
    <>
      {staticSettings.map(({ key, label, meaning, choices }) => (
        <label key={key} className={styles.field}>
          <span>{label}</span>
          <select
            value={draft[key]}
            onChange={(event) => {
              const chosen = choices.find(({ value }) => value === event.currentTarget.value)
              if (chosen !== undefined) setRecipe({ [key]: chosen.value })
            }}
          >
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
          <span className={styles.soft}>{meaning}</span>
        </label>
      ))}
      {draft.ranges === 'percentile' && <NumberField label="Share of the values within the range" value={draft.rangePercent} least={50} most={100} unit="%" onChange={(rangePercent) => setRecipe({ rangePercent })} />}
      {draft.equalisation === 'channels' && <NumberField label="Strength of equalisation" value={draft.equalisationPercent} least={0} most={100} unit="%" onChange={(equalisationPercent) => setRecipe({ equalisationPercent })} />}
      {draft.rounding === 'compensated' && <NumberField label="Photos for the products that rounding needs" value={draft.momentPhotos} least={1} most={1000} onChange={(momentPhotos) => setRecipe({ momentPhotos })} />}
      <div className={styles.setting}>
        <Segmented
          label="Goal"
          value={draft.goal}
          options={[
            { value: 'none', label: 'No goal' },
            { value: 'agreement', label: 'Agreement at least' },
          ]}
          onChange={(goal) => setRecipe({ goal })}
        />
        {draft.goal === 'agreement' && <NumberField label="Agreement with the float model" value={draft.goalPercent} least={50} most={100} unit="%" onChange={(goalPercent) => setRecipe({ goalPercent })} />}
        <p className={styles.soft}>With a goal, the most sensitive layers stay in float until it is reached; looking for them takes longer.</p>
      </div>
    </>
  )
}
