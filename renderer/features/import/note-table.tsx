import { useState } from 'react'
import type { ImportPreview } from '#core/model/dataset-reports'
import { ErrorView } from '../../ui/error-view'
import { formatAmount } from '../../ui/format'
import { Pager } from '../../ui/pager'
import styles from './import-dialog.module.css'
import { levelNames } from './import-text'
import { useImportNotes } from './queries'

const pageSize = 50

/** Every record that is not taken as it stands, and every image without its one photo, with the reason. */
export function NoteTable({ preview: { previewId, notes } }: { readonly preview: Pick<ImportPreview, 'previewId' | 'notes'> }) {
  const [offset, setOffset] = useState(0)
  const { data, error } = useImportNotes(previewId, offset, pageSize)
  if (notes === 0) return null
  if (error !== null) return <ErrorView error={error} />
  return (
    <section aria-label="Notes">
      <div className={styles.noteHead}>
        <h3>{formatAmount(notes, 'note')}</h3>
        <Pager offset={offset} pageSize={pageSize} total={notes} onChange={setOffset} />
      </div>
      <div className={styles.scroll} role="group" aria-label="Notes">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">File</th>
              <th scope="col">Where</th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            {data?.notes.map(({ level, file, where, reason }, at) => (
              <tr key={offset + at}>
                <td className={styles.level}>{levelNames[level]}</td>
                <td>{file}</td>
                <td>{where}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
