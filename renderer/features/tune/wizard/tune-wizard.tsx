import type { ReactNode } from 'react'
import { Button } from '../../../ui/button'
import { Segmented } from '../../../ui/segmented'
import { showStep, useTuneView, type WizardStep } from '../tune-view'
import { ClassesStep } from './classes-step'
import { ModelStep } from './model-step'
import { PhotosStep } from './photos-step'
import { PreviewPanel } from './preview-panel'
import { useWizardState, type WizardState } from './wizard-state'
import styles from './wizard.module.css'

const steps: readonly { readonly value: WizardStep; readonly label: string }[] = [
  { value: 'model', label: '1  Model' },
  { value: 'photos', label: '2  Photos' },
  { value: 'classes', label: '3  Classes' },
]

const stepViews: Readonly<Record<WizardStep, (state: WizardState) => ReactNode>> = {
  model: (state) => <ModelStep {...state} />,
  photos: (state) => <PhotosStep {...state} />,
  classes: (state) => <ClassesStep {...state} />,
}

/** Three steps with what they come to beside them; the first choices can be started as they are. */
export function TuneWizard() {
  const state = useWizardState()
  const step = useTuneView((view) => view.step)
  const at = steps.findIndex(({ value }) => value === step)
  const previous = steps[at - 1]
  const next = steps[at + 1]
  return (
    <div className={styles.wizard}>
      <section className={styles.steps} aria-label="New training">
        <Segmented label="Step" value={step} options={steps} onChange={showStep} />
        <div className={styles.step}>{stepViews[step](state)}</div>
        <div className={styles.line}>
          {previous !== undefined && <Button onClick={() => showStep(previous.value)}>Back</Button>}
          {next !== undefined && <Button onClick={() => showStep(next.value)}>Next</Button>}
        </div>
      </section>
      <PreviewPanel {...state} />
    </div>
  )
}
