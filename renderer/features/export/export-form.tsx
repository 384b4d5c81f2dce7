import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { LabelSource } from '#core/contract/datasets'
import type { LabelFormatEntry } from '#core/model/dataset-reports'
import { followExchange } from '../../state/exchange'
import { useDisplay } from '../../state/display'
import { closeDialog } from '../../state/navigation'
import { presentError } from '../../state/notices'
import type { ScopeKind } from '../../state/photo-scope'
import { useModels, useProjectInfo } from '../../state/queries'
import { shell } from '../../state/shell'
import { useSplitChoice } from '../../state/split-choice'
import { useScopeOptions } from '../../state/use-scope-options'
import { Button } from '../../ui/button'
import { ChoiceList } from '../../ui/choice-list'
import { cx } from '../../ui/cx'
import { Dialog } from '../../ui/dialog'
import { ErrorText } from '../../ui/error-view'
import { formatAmount } from '../../ui/format'
import { toErrorData } from '#core/contract/errors'
import styles from './export-dialog.module.css'
import { setExportChoice, useExportChoice } from './export-choice'
import { ExportOptions } from './export-options'
import { lossText } from './export-text'
import { FormatList } from './format-list'
import { useExportPreview, useStartExport } from './queries'
import { SourceChoice } from './source-choice'

/** Everything that has to be decided before an export. */
export function ExportForm({ formats }: { readonly formats: readonly LabelFormatEntry[] }) {
  const choice = useExportChoice()
  const split = useSplitChoice()
  const scopes = useScopeOptions()
  const [scopeKind, setScopeKind] = useState<ScopeKind>(scopes.preferred)
  const source = useLabelSource()
  const projectName = useProjectInfo().data?.name ?? 'Labels'
  const format = formats.find(({ id }) => id === choice.formatId) ?? formats[0]
  const formatId = format?.id ?? ''
  const scope = scopes.scope(scopeKind)
  const preview = useExportPreview({ scope, source, formatId, frame: choice.frame })
  const start = useStartExport()
  const canStart = format !== undefined && (preview.data?.labels ?? 0) > 0 && !preview.isPlaceholderData && !start.isPending

  const begin = async (): Promise<void> => {
    if (format === undefined) return
    const name = `${projectName} ${format.name}`
    const path = choice.target === 'zip' ? await shell().chooseExportArchive(name) : await shell().chooseExportFolder(name)
    if (path === null) return
    const order = { scope, source, formatId, frame: choice.frame, photos: choice.photos, split: { together: null, split, 'as-imported': 'as-imported' as const }[choice.parts], target: { kind: choice.target, path } }
    start.mutate(order, { onSuccess: ({ jobId }) => followExchange({ kind: 'export', jobId }) })
  }

  return (
    <Dialog
      title="Export labels"
      width="wide"
      onClose={closeDialog}
      footer={
        <>
          <div className={styles.summary} role="status">
            {preview.data === undefined && preview.error === null && <p>Counting…</p>}
            {preview.data !== undefined && format !== undefined && (
              <>
                <p>{`${formatAmount(preview.data.labels, source.kind === 'labels' ? 'label' : 'prediction')} of ${formatAmount(preview.data.photos, 'photo')}`}</p>
                <p className={cx(preview.data.losses.length > 0 && styles.loss)}>
                  {preview.data.losses.length > 0 && <TriangleAlert size={14} />}
                  <span>{lossText(format.name, preview.data.losses)}</span>
                </p>
              </>
            )}
          </div>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button look="primary" disabled={!canStart} onClick={() => void begin().catch(presentError)}>
            {choice.target === 'zip' ? 'Export to zip file…' : 'Export to folder…'}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <fieldset className={styles.group}>
          <legend>Format</legend>
          <FormatList formats={formats} formatId={formatId} onChange={(id) => setExportChoice({ formatId: id })} />
        </fieldset>
        <div className={styles.options}>
          <fieldset className={styles.group}>
            <legend>What</legend>
            <SourceChoice source={source} />
          </fieldset>
          <fieldset className={styles.group}>
            <legend>Photos</legend>
            <ChoiceList
              label="Photos"
              value={scopeKind}
              choices={scopes.options.map(({ kind, label, photos }) => ({ value: kind, label, fact: photos === undefined ? '' : formatAmount(photos, 'photo') }))}
              onChange={setScopeKind}
            />
          </fieldset>
          <fieldset className={styles.group}>
            <legend>How</legend>
            <ExportOptions />
          </fieldset>
        </div>
      </div>
      <div className={styles.notes} aria-live="polite">
        {preview.error !== null && <ErrorText error={toErrorData(preview.error)} />}
        {start.error !== null && (
          <div role="alert" className={styles.bad}>
            <ErrorText error={toErrorData(start.error)} />
          </div>
        )}
        {preview.data !== undefined && preview.data.openPhotos > 0 && (
          <p className={styles.warning}>
            <TriangleAlert size={14} />
            <span>{`${formatAmount(preview.data.openPhotos, 'photo')} without labels that nobody has finished: others will take them for photos with nothing on them. Filter the library by state to leave them out.`}</span>
          </p>
        )}
      </div>
    </Dialog>
  )
}

/** What is exported: labels, or predictions of a model that has some. */
function useLabelSource(): LabelSource {
  const { source, modelId, threshold } = useExportChoice()
  const windowThreshold = useDisplay((display) => display.threshold)
  const { entries } = useModels()
  const models = entries.filter(({ predictedPhotos }) => predictedPhotos > 0)
  const model = models.find(({ card }) => card.id === modelId) ?? models[0]
  if (source === 'labels' || model === undefined) return { kind: 'labels' }
  return { kind: 'predictions', modelId: model.card.id, threshold: threshold ?? windowThreshold }
}
