import { useCallback, useMemo, useState } from 'react'
import type { PhotoCard } from '#core/contract/photos'
import { CompareCanvas, createViewLink } from './compare-canvas'
import styles from './compare-page.module.css'
import type { ComparedPair } from './compare-sources'
import { DifferenceList, keyOfDifference } from './difference-list'
import { differences } from './differences'
import { useComparedSide } from './use-compared-side'

export type Arrangement = 'beside' | 'above'

/** Far apart for every kind of colour vision. */
const sideColors = { left: '#55b8f8', right: '#fd9a3c' } as const

interface PairViewProps {
  readonly card: PhotoCard
  readonly pair: ComparedPair
  readonly arrangement: Arrangement
  readonly titles: { readonly left: string; readonly right: string }
}

/** One photo as two sources see it, with the list of what they say differently. */
export function PairView({ card, pair, arrangement, titles }: PairViewProps) {
  const colors = arrangement === 'above' ? sideColors : { left: null, right: null }
  const left = useComparedSide(card, { source: pair.left, task: pair.task, color: colors.left })
  const right = useComparedSide(card, { source: pair.right, task: pair.task, color: colors.right })
  const found = useMemo(() => differences(left.objects, right.objects), [left.objects, right.objects])
  const [link] = useState(createViewLink)
  const [selectedKey, setSelectedKey] = useState<string | null>(null)
  const selected = found.find((difference) => keyOfDifference(difference) === selectedKey || difference.right?.key === selectedKey)
  const selectedKeys = useMemo(() => new Set([selected?.left?.key, selected?.right?.key].filter((key) => key !== undefined)), [selected])
  const onPick = useCallback((key: string | null) => setSelectedKey(key), [])
  const views = useMemo(
    () =>
      arrangement === 'above'
        ? [{ title: `${titles.left} (blue) and ${titles.right} (orange)`, sides: [left.side, right.side] }]
        : [
            { title: titles.left, sides: [left.side] },
            { title: titles.right, sides: [right.side] },
          ],
    [arrangement, titles.left, titles.right, left.side, right.side],
  )
  return (
    <div className={styles.work}>
      {views.map(({ title, sides }) => (
        <CompareCanvas key={title} title={title} photo={card.photo} sides={sides} selectedKeys={selectedKeys} link={link} onPick={onPick} />
      ))}
      <DifferenceList found={found} titles={titles} selectedKey={selected === undefined ? null : keyOfDifference(selected)} onSelect={setSelectedKey} />
    </div>
  )
}
