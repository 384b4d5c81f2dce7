import { CircleAlert, CircleDashed } from 'lucide-react'
import type { PhotoAnswer } from '#core/contract/photos'
import styles from './findings-panel.module.css'

interface AnswerNotesProps {
  readonly answers: readonly PhotoAnswer[]
  readonly titleOf: (modelId: string) => string
}

/** What is wrong with answers, models with the same trouble together. */
export function AnswerNotes({ answers, titleOf }: AnswerNotesProps) {
  const failed = answers.filter(({ status }) => status === 'failed')
  const outdated = answers.filter(({ status, current }) => status === 'done' && !current)
  const reasons = [...new Set(failed.map(({ reason }) => reason ?? 'The model failed on this photo.'))]
  const titles = (some: readonly PhotoAnswer[]): string => some.map(({ modelId }) => titleOf(modelId)).join(', ')
  return (
    <>
      {reasons.map((reason) => (
        <p key={reason} className={styles.failed}>
          <CircleAlert size={14} />
          <span>
            <strong>{titles(failed.filter((answer) => (answer.reason ?? reason) === reason))}</strong>
            <br />
            {reason}
          </span>
        </p>
      ))}
      {outdated.length > 0 && (
        <p className={styles.outdated}>
          <CircleDashed size={14} />
          <span>
            <strong>{titles(outdated)}</strong>
            <br />
            Answered before the file changed.
          </span>
        </p>
      )}
    </>
  )
}
