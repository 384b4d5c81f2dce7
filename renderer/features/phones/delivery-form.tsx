import type { PhonePlace } from '#core/contract/phones'
import { bundleFormats, type BundleFormatId } from '#core/model/bundle-format'
import { phoneProviders } from '#core/model/phone-measurement'
import { useModels } from '../../state/queries'
import { NumberField } from '../../ui/number-field'
import { Segmented } from '../../ui/segmented'
import styles from './phones-page.module.css'
import { chosenPlace, setPhonesView, usePhonesView } from './phones-view'

const places: readonly { readonly value: PhonePlace['kind']; readonly label: string }[] = [
  { value: 'download', label: 'Download folder' },
  { value: 'temporary', label: 'Temporary folder' },
  { value: 'app', label: 'An app' },
]

/** What is sent, where to, and how it is measured: the same for every phone below. */
export function DeliveryForm() {
  const view = usePhonesView()
  return (
    <form className={styles.form} aria-label="What to send" onSubmit={(event) => event.preventDefault()}>
      <ModelPicker />
      <FormatChoice />
      <div className={styles.row}>
        <Segmented label="Where on the phone" value={view.placeKind} options={places} onChange={(placeKind) => setPhonesView({ placeKind })} />
        {view.placeKind === 'app' && (
          <label className={styles.field}>
            <span>Package</span>
            <input type="text" value={view.appPackage} placeholder="com.example.app" spellCheck={false} aria-invalid={chosenPlace(view) === null} onChange={(event) => setPhonesView({ appPackage: event.currentTarget.value })} />
          </label>
        )}
      </div>
      <div className={styles.row}>
        <NumberField label="Golden photos" value={view.goldenCount} least={0} most={100} onChange={(goldenCount) => setPhonesView({ goldenCount })} />
        <label className={styles.field}>
          <span>Measure with</span>
          <select value={view.provider} onChange={(event) => setPhonesView({ provider: phoneProviders.find((provider) => provider === event.currentTarget.value) ?? 'CPU' })}>
            {phoneProviders.map((provider) => (
              <option key={provider}>{provider}</option>
            ))}
          </select>
        </label>
        <NumberField label="Threads" value={view.threads} least={1} most={16} onChange={(threads) => setPhonesView({ threads })} />
        <NumberField label="Runs" value={view.runs} least={1} most={1000} onChange={(runs) => setPhonesView({ runs })} />
      </div>
      <p className={styles.soft}>Golden photos travel with the model, with this computer’s answers: reviewed ones first. The phone is proven to answer the same on them.</p>
    </form>
  )
}

/** The model that the page is about, among those that can be used. */
export function useChosenModel() {
  const { entries } = useModels()
  const modelId = usePhonesView((view) => view.modelId)
  const usable = entries.filter((entry) => entry.usable)
  return { usable, chosen: usable.find(({ card }) => card.id === modelId) ?? usable[0] ?? null }
}

export function ModelPicker() {
  const { usable, chosen } = useChosenModel()
  return (
    <label className={styles.field}>
      <span>Model</span>
      <select value={chosen?.card.id ?? ''} onChange={(event) => setPhonesView({ modelId: event.currentTarget.value })}>
        {usable.map(({ card }) => (
          <option key={card.id} value={card.id}>
            {card.name}
          </option>
        ))}
      </select>
    </label>
  )
}

export function FormatChoice() {
  const formats = usePhonesView((view) => view.formats)
  const toggle = (id: BundleFormatId): void => setPhonesView({ formats: formats.includes(id) ? formats.filter((each) => each !== id) : [...formats, id] })
  return (
    <fieldset className={styles.formats}>
      <legend>Formats</legend>
      {bundleFormats.map(({ id, name, note }) => (
        <label key={id} title={note}>
          <input type="checkbox" checked={formats.includes(id)} onChange={() => toggle(id)} />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  )
}
