import { CircleAlert, CircleDashed } from 'lucide-react'
import type { PhotoAnswer } from '#core/contract/photos'
import { findingsOf, passesThreshold } from '../../canvas/scene'
import { useDisplay } from '../../state/display'
import { useModels } from '../../state/queries'
import { formatAmount } from '../../ui/format'
import { ScoreBar } from '../../ui/score-bar'
import { Swatch } from '../../ui/swatch'
import styles from './inspector.module.css'

const mostShown = 12

/** What one model said about a photo, best first. */
export function AnswerSummary({ answer }: { readonly answer: PhotoAnswer }) {
  const { nameOf, titleOf } = useModels()
  const threshold = useDisplay((display) => display.threshold)
  const findings = findingsOf([answer], nameOf)
  const shown = findings.filter((finding) => passesThreshold(finding, threshold))
  const hidden = findings.length - shown.length
  return (
    <section className={styles.section} aria-label={titleOf(answer.modelId)}>
      <h3>{titleOf(answer.modelId)}</h3>
      {answer.status === 'failed' && (
        <p className={styles.problem}>
          <CircleAlert size={14} />
          {answer.reason ?? 'The model failed on this photo.'}
        </p>
      )}
      {!answer.current && (
        <p className={styles.note}>
          <CircleDashed size={14} />
          The file changed after the model saw it.
        </p>
      )}
      <ul>
        {shown.slice(0, mostShown).map((finding) => (
          <li key={finding.key} className={styles.finding}>
            <Swatch name={finding.name} />
            <span className={styles.findingName} title={finding.name}>
              {finding.name}
            </span>
            <ScoreBar name={finding.name} value={finding.score} unit={finding.kind === 'area' ? 'share' : 'score'} />
          </li>
        ))}
      </ul>
      {answer.status === 'done' && shown.length > mostShown && <p className={styles.more}>{`${shown.length - mostShown} more in the viewer`}</p>}
      {answer.status === 'done' && shown.length === 0 && (
        <p className={styles.more}>{hidden === 0 ? 'Nothing found.' : `${formatAmount(hidden, 'finding')} below the threshold.`}</p>
      )}
    </section>
  )
}
