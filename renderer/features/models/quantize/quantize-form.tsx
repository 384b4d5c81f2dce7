import { FolderOpen } from 'lucide-react'
import { toErrorData } from '#core/contract/errors'
import type { QuantizeOrder } from '#core/contract/models'
import { followExchange } from '../../../state/exchange'
import { closeDialog } from '../../../state/navigation'
import { presentError } from '../../../state/notices'
import { useModels } from '../../../state/queries'
import { shell } from '../../../state/shell'
import { useScopeOptions } from '../../../state/use-scope-options'
import { Button } from '../../../ui/button'
import { ChoiceList } from '../../../ui/choice-list'
import { Dialog } from '../../../ui/dialog'
import { ErrorText } from '../../../ui/error-view'
import { formatAmount } from '../../../ui/format'
import { NumberField } from '../../../ui/number-field'
import { Segmented } from '../../../ui/segmented'
import { useModelCommands } from '../queries'
import { setQuantizeChoice, useQuantizeChoice } from './quantize-choice'
import styles from './quantize.module.css'
import { recipeOfDraft } from './recipe-draft'
import { RecipeForm } from './recipe-form'

const mostSeed = 0xffff_ffff

/** Photos to calibrate on and the recipe: everything that has to be decided before a model is quantized. */
export function QuantizeForm() {
  const { modelId, source, folder, count, seed, recipe, scopeKind } = useQuantizeChoice()
  const { titleOf } = useModels()
  const scopes = useScopeOptions()
  const { quantize } = useModelCommands()
  const kind = scopes.options.some((option) => option.kind === scopeKind) && scopeKind !== null ? scopeKind : scopes.preferred
  const photosHere = scopes.options.find((option) => option.kind === kind)?.photos
  const photos = source === 'project' ? ({ kind: 'scope', scope: scopes.scope(kind) } as const) : folder === null ? null : ({ kind: 'folder', path: folder } as const)
  const canStart = modelId !== null && photos !== null && !quantize.isPending && (source === 'folder' || (photosHere ?? 0) > 0)

  const chooseFolder = async (): Promise<void> => {
    const [path] = await shell().chooseFolders()
    if (path !== undefined) setQuantizeChoice({ folder: path })
  }
  const start = (): void => {
    if (modelId === null || photos === null) return
    const order: QuantizeOrder = { modelId, photos, count, seed, recipe: recipeOfDraft(recipe) }
    quantize.mutate(order, { onSuccess: ({ jobId }) => followExchange({ kind: 'quantize', jobId }) })
  }

  return (
    <Dialog
      title={`Quantize ${modelId === null ? 'a model' : titleOf(modelId)}`}
      width="wide"
      onClose={closeDialog}
      footer={
        <>
          <p className={styles.summary} role="status">
            {source === 'project' && photosHere === 0 ? 'The project has no photos: choose a folder.' : 'The model stays as it is; a version is added below it.'}
          </p>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button look="primary" disabled={!canStart} onClick={start}>
            Quantize
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <fieldset className={styles.group}>
          <legend>Photos to calibrate on</legend>
          <Segmented
            label="Where photos come from"
            value={source}
            options={[
              { value: 'project', label: 'Of the project' },
              { value: 'folder', label: 'A folder' },
            ]}
            onChange={(value) => setQuantizeChoice({ source: value })}
          />
          {source === 'project' ? (
            <ChoiceList
              label="Photos"
              value={kind}
              choices={scopes.options.map(({ kind: value, label, photos: amount }) => ({ value, label, fact: amount === undefined ? '' : formatAmount(amount, 'photo') }))}
              onChange={(value) => setQuantizeChoice({ scopeKind: value })}
            />
          ) : (
            <div className={styles.folder}>
              <Button icon={<FolderOpen size={14} />} onClick={() => void chooseFolder().catch(presentError)}>
                Choose a folder…
              </Button>
              <span className={styles.path} title={folder ?? ''}>
                {folder ?? 'none chosen yet'}
              </span>
            </div>
          )}
          <div className={styles.numbers}>
            <NumberField label="Photos, at most" value={count} least={1} most={10_000} onChange={(value) => setQuantizeChoice({ count: value })} />
            <NumberField label="Seed" value={seed} least={0} most={mostSeed} onChange={(value) => setQuantizeChoice({ seed: value })} />
          </div>
          <p className={styles.soft}>Reviewed photos come first, spread over classes. As many others, up to a hundred, are held out to compare the answers on. Equal seeds choose equal photos.</p>
        </fieldset>
        <RecipeForm />
      </div>
      {quantize.error !== null && (
        <div role="alert">
          <ErrorText error={toErrorData(quantize.error)} />
        </div>
      )}
    </Dialog>
  )
}
