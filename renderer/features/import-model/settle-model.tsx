import { ChevronLeft, ChevronRight, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { toErrorData } from '#core/contract/errors'
import type { ImportInspection, ImportOrder } from '#core/contract/model-import'
import type { ImportChoices } from '#core/model/import-choices'
import type { ClassLabel } from '#core/model/model-card'
import type { JobId } from '#core/model/job'
import { closeDialog } from '../../state/navigation'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { ErrorText } from '../../ui/error-view'
import { formatMegabytes, formatSize } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import { NumberField } from '../../ui/number-field'
import { listedChoices, numberedLabels, readingNames } from './import-draft'
import styles from './import-model.module.css'
import { LabelField, useTypedLabels } from './label-field'
import { PreviewPicture } from './preview-picture'
import { useModelPreview, usePreviewPhotos, useStartModelImport } from './queries'

interface SettleModelProps {
  readonly inspection: ImportInspection
  /** What was chosen before; null at first. */
  readonly kept: KeptChoices | null
  readonly onBack: () => void
  readonly onStart: (jobId: JobId, choices: KeptChoices) => void
}

/** Everything a person has entered, kept while an import runs: it may fail. */
export interface KeptChoices {
  readonly choices: ImportChoices
  readonly name: string
  readonly licence: string
  readonly labelText: string
}

/** How a model file seems to work, what the person makes of it, and its answer for a photo. */
export function SettleModel({ inspection, kept, onBack, onStart }: SettleModelProps) {
  const { proposal, path, fileName } = inspection
  const [choices, setChoices] = useState(kept?.choices ?? proposal.choices)
  const [name, setName] = useState(kept?.name ?? fileName.replace(/\.[^.]+$/u, ''))
  const [licence, setLicence] = useState(kept?.licence ?? '')
  const typed = useTypedLabels(proposal, kept?.labelText ?? '')
  const start = useStartModelImport()
  const take = (): void => {
    const order: ImportOrder = { path, choices, labels: typed.labels, name: name.trim(), licence }
    start.mutate(order, { onSuccess: ({ jobId }) => onStart(jobId, { choices, name, licence, labelText: typed.text }) })
  }
  return (
    <Dialog
      title="Import a model"
      width="wide"
      onClose={closeDialog}
      footer={
        <>
          <Button onClick={onBack}>Another file…</Button>
          <Button look="primary" disabled={typed.labels.length === 0 || name.trim() === '' || start.isPending} onClick={take}>
            Import
          </Button>
        </>
      }
    >
      <div className={styles.settle}>
        <form className={styles.form} aria-label="How the model works" onSubmit={(event) => event.preventDefault()}>
          <Found inspection={inspection} choices={choices} />
          <Doubts inspection={inspection} />
          <Choices choices={choices} proposed={proposal.choices} isSizeOpen={proposal.doubts.some(({ about }) => about === 'size')} onChange={setChoices} />
          <LabelField proposal={proposal} typed={typed} />
          <TextField label="Name" value={name} onChange={setName} />
          <TextField label="Licence" value={licence} hint="as its authors state it" onChange={setLicence} />
          {start.error !== null && (
            <div role="alert" className={styles.bad}>
              <ErrorText error={toErrorData(start.error)} />
            </div>
          )}
        </form>
        <Preview path={path} choices={choices} labels={typed.labels.length > 0 ? typed.labels : numberedLabels(proposal)} />
      </div>
    </Dialog>
  )
}

function Found({ inspection: { fileName, bytes, proposal }, choices }: { readonly inspection: ImportInspection; readonly choices: ImportChoices }) {
  const { width, height } = choices.input.size
  return (
    <section className={styles.found} aria-label="What the file is">
      <h3>{readingNames[choices.reading.kind]}</h3>
      <p className={styles.soft}>{`${fileName}, ${formatMegabytes(bytes)}, input ${formatSize(width, height)}`}</p>
      <details>
        <summary>Why</summary>
        <ul>
          {proposal.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </details>
    </section>
  )
}

function Doubts({ inspection: { proposal } }: { readonly inspection: ImportInspection }) {
  const open = proposal.doubts.filter(({ about }) => about !== 'labels')
  if (open.length === 0) return null
  return (
    <div className={styles.warning} role="note">
      <TriangleAlert size={15} />
      <div>
        {open.map(({ sentence }) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  )
}

interface ChoicesProps {
  readonly choices: ImportChoices
  readonly proposed: ImportChoices
  readonly isSizeOpen: boolean
  readonly onChange: (choices: ImportChoices) => void
}

function Choices({ choices, proposed, isSizeOpen, onChange }: ChoicesProps) {
  const { input } = choices
  const resize = (side: 'width' | 'height', length: number): void => onChange({ ...choices, input: { ...input, size: { ...input.size, [side]: length } } })
  return (
    <>
      {isSizeOpen && (
        <div className={styles.numbers}>
          <NumberField label="Input width" value={input.size.width} least={32} most={2048} unit="px" onChange={(length) => resize('width', length)} />
          <NumberField label="height" value={input.size.height} least={32} most={2048} unit="px" onChange={(length) => resize('height', length)} />
        </div>
      )}
      {listedChoices(choices, proposed).map(({ key, label, value, options, take }) => (
        <label key={key} className={styles.field}>
          <span>{label}</span>
          <select value={value} onChange={(event) => onChange(take(event.currentTarget.value))}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
      ))}
    </>
  )
}

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly hint?: string
  readonly onChange: (value: string) => void
}

function TextField({ label, value, hint = '', onChange }: TextFieldProps) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input type="text" value={value} placeholder={hint} maxLength={120} onChange={(event) => onChange(event.currentTarget.value)} />
    </label>
  )
}

interface PreviewProps {
  readonly path: string
  readonly choices: ImportChoices
  readonly labels: readonly ClassLabel[]
}

function Preview({ path, choices, labels }: PreviewProps) {
  const photoIds = usePreviewPhotos()
  const [at, setAt] = useState(0)
  const photoId = photoIds[Math.min(at, photoIds.length - 1)]
  const preview = useModelPreview(photoId === undefined || labels.length === 0 ? null : { path, choices, labels, photoId })
  if (photoId === undefined) return <p className={styles.soft}>Add photos to see the answer for one of them here first.</p>
  const shown = preview.error === null ? preview.data : undefined
  return (
    <section className={styles.preview} aria-label="Preview" aria-busy={preview.isFetching}>
      <PreviewPicture photoId={photoId} preview={shown} labels={labels} />
      <div className={styles.steps}>
        <IconButton label="Photo before" icon={<ChevronLeft size={16} />} disabled={at === 0} onClick={() => setAt(at - 1)} />
        <span className={styles.soft}>{`Photo ${Math.min(at, photoIds.length - 1) + 1} of ${photoIds.length}`}</span>
        <IconButton label="Next photo" icon={<ChevronRight size={16} />} disabled={at >= photoIds.length - 1} onClick={() => setAt(at + 1)} />
      </div>
      {labels.length === 0 && <p className={styles.soft}>With labels, the answer for this photo is shown.</p>}
      {preview.isFetching && <p role="status" className={styles.soft}>Working out the answer…</p>}
      {preview.error !== null && !preview.isFetching && (
        <div role="alert" className={styles.bad}>
          <ErrorText error={toErrorData(preview.error)} />
        </div>
      )}
      {shown !== undefined && (
        <p className={styles.soft}>
          {shown.check.kind === 'same' ? 'On a picture of noise, its outputs are those of the file.' : `Not compared with the file: ${shown.check.reason}`}
          {shown.fixedReason === null ? '' : ` It cannot be made smaller here: ${shown.fixedReason}`}
        </p>
      )}
    </section>
  )
}
