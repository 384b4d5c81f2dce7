import { CircleAlert, TriangleAlert } from 'lucide-react'
import type { TuneConcern } from '#core/contract/tune'
import { Button } from '../../ui/button'
import { cx } from '../../ui/cx'
import styles from './concern-list.module.css'
import { concernGroups, type ConcernGroup } from './concern-groups'

/** What can be done about a concern from here. */
export interface Remedy {
  readonly label: string
  apply(): void
}

interface ConcernListProps {
  readonly concerns: readonly TuneConcern[]
  /** Nothing can be done from here when left out. */
  remedyOf?(group: ConcernGroup): Remedy
}

const severities = {
  stop: { icon: CircleAlert, word: 'Cannot start' },
  warn: { icon: TriangleAlert, word: 'Mind' },
} as const

/** What may go wrong with the data, worst first, each with what to do. */
export function ConcernList({ concerns, remedyOf }: ConcernListProps) {
  if (concerns.length === 0) return null
  return (
    <ul className={styles.concerns} aria-label="What to mind">
      {concernGroups(concerns).map((group) => {
        const remedy = remedyOf?.(group)
        return (
          <li key={`${group.severity} ${group.kind}`} className={cx(styles.concern, styles[group.severity])}>
            <ConcernText group={group} />
            {remedy !== undefined && (
              <Button onClick={remedy.apply}>
                {remedy.label}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function ConcernText({ group: { severity, concerns } }: { readonly group: ConcernGroup }) {
  const { icon: Icon, word } = severities[severity]
  const [first, ...others] = concerns
  return (
    <>
      <Icon size={15} aria-label={word} />
      <div className={styles.text}>
        <p className={styles.message}>{first?.message}</p>
        {others.length > 0 && (
          <details>
            <summary>{`The same of ${others.length} more`}</summary>
            <ul>
              {others.map(({ message }) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          </details>
        )}
        <p>{first?.hint}</p>
      </div>
    </>
  )
}
