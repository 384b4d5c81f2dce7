import { CopyCheck, ScanSearch } from 'lucide-react'
import { useState } from 'react'
import { mostDistanceBits } from '#core/contract/datasets'
import type { PhotoScope } from '#core/contract/filter'
import type { DuplicateGroup } from '#core/model/dataset-reports'
import { isOver, shareDone } from '../../state/job-state'
import { openPhoto } from '../../state/navigation'
import { useJobs } from '../../state/queries'
import { selectInLibrary } from '../../state/select-in-library'
import { Button } from '../../ui/button'
import { ErrorView } from '../../ui/error-view'
import { formatAmount, formatCount } from '../../ui/format'
import { Pager } from '../../ui/pager'
import { ProgressBar } from '../../ui/progress-bar'
import { RangeSlider } from '../../ui/range-slider'
import styles from './dataset-page.module.css'
import { setDatasetView, useDatasetView } from './dataset-view'
import { EmptyPart } from './empty-part'
import lists from './photo-lists.module.css'
import { PhotoThumbnail } from './photo-thumbnail'
import { useDuplicates, useFindDuplicates } from './queries'

const pageSize = 20
const mostThumbnails = 12

/** Groups of photos that look alike, by a fingerprint of how they look. */
export function DuplicatesView({ scope }: { readonly scope: PhotoScope }) {
  const distance = useDatasetView((view) => view.distanceBits)
  const [offset, setOffset] = useState(0)
  const { data, error } = useDuplicates(scope, distance, offset, pageSize)
  const find = useFindDuplicates()
  const job = useJobs().find((known) => known.kind === 'fingerprint' && !isOver(known))
  if (error !== null) return <ErrorView error={error} />
  if (data === undefined) return <p role="status">Comparing…</p>
  const look = (
    <Button look="primary" icon={<ScanSearch size={15} />} disabled={find.isPending || job !== undefined} onClick={() => find.mutate({ scope })}>
      Look for near-duplicates
    </Button>
  )
  return (
    <>
      {data.pending > 0 && (
        <div className={styles.line} role="status">
          {job === undefined ? look : <ProgressBar label="Comparing photos" share={shareDone(job)} />}
          <span className={styles.soft}>{`${formatAmount(data.pending, 'photo')} not looked at yet`}</span>
        </div>
      )}
      <div className={styles.line}>
        <span>How different they may be</span>
        <div className={styles.slider}>
          <RangeSlider
            label="How different they may be"
            value={distance}
            least={0}
            most={mostDistanceBits}
            step={1}
            valueText={`${distance} of 64 bits`}
            onChange={(distanceBits) => {
              setOffset(0)
              setDatasetView({ distanceBits })
            }}
          />
        </div>
        <output>{distance === 0 ? 'the same' : `${distance} of 64 bits`}</output>
        <span className={styles.space} />
        <Pager offset={offset} pageSize={pageSize} total={data.total} onChange={setOffset} />
      </div>
      {data.total === 0 && data.pending === 0 && <EmptyPart icon={<CopyCheck size={28} />} title="No near-duplicates" text="No two of these photos look alike within this difference." />}
      {data.total > 0 && (
        <ul className={lists.groups} aria-label={formatAmount(data.total, 'group')}>
          {data.groups.map((group) => (
            <GroupRow key={group.photoIds.join()} group={group} />
          ))}
        </ul>
      )}
    </>
  )
}

function GroupRow({ group: { photoIds, distance, identical } }: { readonly group: DuplicateGroup }) {
  const [first, ...others] = photoIds
  const title = `${formatAmount(photoIds.length, 'photo')}, ${identical ? 'the same file' : distance === 0 ? 'the same look' : `up to ${distance} of 64 bits apart`}`
  return (
    <li className={lists.group} aria-label={title}>
      <div className={styles.line}>
        <strong>{title}</strong>
        <span className={styles.space} />
        <Button onClick={() => selectInLibrary(photoIds)}>Select these in the library</Button>
        <Button disabled={first === undefined} onClick={() => selectInLibrary(others)}>
          Select all but the first
        </Button>
      </div>
      <div className={lists.strip}>
        {photoIds.slice(0, mostThumbnails).map((photoId) => (
          <PhotoThumbnail key={photoId} photoId={photoId} onOpen={openPhoto} />
        ))}
        {photoIds.length > mostThumbnails && <span className={styles.soft}>{`and ${formatCount(photoIds.length - mostThumbnails)} more`}</span>}
      </div>
    </li>
  )
}
