import { goTo } from '../../../state/navigation'
import { Button } from '../../../ui/button'
import { ChoiceList } from '../../../ui/choice-list'
import { formatAmount, formatCount } from '../../../ui/format'
import { setTuneDraft } from '../tune-draft'
import { reviewedPhotos } from './preview-text'
import type { WizardState } from './wizard-state'
import styles from './wizard.module.css'

/** Which photos are learnt from. */
export function PhotosStep({ scopes, scopeKind, preview }: Pick<WizardState, 'scopes' | 'scopeKind' | 'preview'>) {
  const photos = scopes.find(({ kind }) => kind === scopeKind)?.photos
  return (
    <>
      <ChoiceList
        label="Photos"
        value={scopeKind}
        choices={scopes.map(({ kind: value, label, photos: amount }) => ({ value, label, fact: amount === undefined ? '' : formatAmount(amount, 'photo') }))}
        onChange={(kind) => setTuneDraft({ scopeKind: kind })}
      />
      {preview !== null && photos !== undefined && (
        <p>{`${formatCount(reviewedPhotos(preview))} of ${formatAmount(photos, 'photo')} ${reviewedPhotos(preview) === 1 ? 'is' : 'are'} reviewed and can be learnt from.`}</p>
      )}
      <p className={styles.soft}>Only reviewed photos count: there a label that is missing means that nothing is there. From the others the report chooses what to label next.</p>
      <div className={styles.line}>
        <Button onClick={() => goTo('review')}>Review photos</Button>
        <Button look="quiet" onClick={() => goTo('library')}>
          Choose photos in the library
        </Button>
      </div>
    </>
  )
}
