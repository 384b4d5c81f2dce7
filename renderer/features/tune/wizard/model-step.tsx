import type { Task } from '#core/model/prediction'
import { ChoiceList } from '../../../ui/choice-list'
import { formatMegabytes } from '../../../ui/format'
import { setTuneDraft } from '../tune-draft'
import type { WizardState } from './wizard-state'
import styles from './wizard.module.css'

const tasks: Readonly<Record<Task, { readonly fact: string; readonly learnsFrom: string }>> = {
  classification: { fact: 'Names the whole photo', learnsFrom: 'Learns from the classes of whole photos. Its last layer is trained anew on what the others see.' },
  detection: { fact: 'Boxes around objects', learnsFrom: 'Learns from boxes. In reviewed photos everything without a box counts as background, so draw all of them.' },
  segmentation: { fact: 'Areas, pixel by pixel', learnsFrom: 'Learns from masks and outlines. In reviewed photos everything outside them counts as background.' },
}

/** Which model learns. */
export function ModelStep({ models, model }: Pick<WizardState, 'models' | 'model'>) {
  return (
    <>
      <ChoiceList
        label="Model"
        value={model?.card.id ?? ''}
        choices={models.map(({ card }) => ({ value: card.id, label: card.name, fact: `${tasks[card.task].fact}, ${formatMegabytes(card.bytes)}` }))}
        onChange={(modelId) => setTuneDraft({ modelId })}
      />
      {model !== null && <p className={styles.soft}>{tasks[model.card.task].learnsFrom}</p>}
      <p className={styles.soft}>The model stays as it is; a new version is added below it. Quantized versions cannot learn: quantize again afterwards.</p>
    </>
  )
}
