import { FileText } from 'lucide-react'
import { useRef, useState } from 'react'
import { toErrorData } from '#core/contract/errors'
import type { ImportProposal } from '#core/model/import-proposal'
import type { ClassLabel } from '#core/model/model-card'
import { presentError } from '../../state/notices'
import { Button } from '../../ui/button'
import { ErrorText } from '../../ui/error-view'
import { formatCount } from '../../ui/format'
import styles from './import-model.module.css'
import { useTextLabels } from './queries'

export interface TypedLabels {
  readonly text: string
  readonly labels: readonly ClassLabel[]
  readonly error: Error | null
  readonly setText: (text: string) => void
}

const none: readonly ClassLabel[] = []

/** Labels as pasted or read from a file; those that the model's file names until then. */
export function useTypedLabels(proposal: ImportProposal, initialText: string): TypedLabels {
  const [text, setText] = useState(initialText)
  const query = useTextLabels(text, proposal.firstClass)
  const isTyped = text.trim() !== ''
  return { text, setText, labels: isTyped ? (query.data ?? none) : proposal.labels, error: isTyped ? query.error : null }
}

interface LabelFieldProps {
  readonly proposal: ImportProposal
  readonly typed: TypedLabels
}

/** Names of the classes: pasted, or from a file. */
export function LabelField({ proposal, typed }: LabelFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const read = (file: File | undefined): void => {
    if (file !== undefined) file.text().then(typed.setText, presentError)
  }
  const { classCount } = proposal
  const count = classCount === null ? `${formatCount(typed.labels.length)} labels` : `${formatCount(typed.labels.length)} of ${formatCount(classCount)} labels`
  return (
    <div className={styles.labels}>
      <div className={styles.labelHead}>
        <label htmlFor="import-model-labels">Labels</label>
        <span className={styles.soft}>{count}</span>
        <Button icon={<FileText size={15} />} onClick={() => input.current?.click()}>
          From a file…
        </Button>
        <input ref={input} type="file" hidden aria-label="Label file" accept=".txt,.json,.names,.csv" onChange={(event) => read(event.currentTarget.files?.[0])} />
      </div>
      <textarea
        id="import-model-labels"
        rows={4}
        spellCheck={false}
        placeholder={'One name per line, in the order of the model, or JSON'}
        value={typed.text}
        onChange={(event) => typed.setText(event.currentTarget.value)}
      />
      {typed.error !== null && (
        <div role="alert" className={styles.bad}>
          <ErrorText error={toErrorData(typed.error)} />
        </div>
      )}
    </div>
  )
}
