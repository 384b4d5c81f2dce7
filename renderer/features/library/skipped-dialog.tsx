import { useState } from 'react'
import { closeDialog } from '../../state/navigation'
import { useFolders } from '../../state/queries'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { ErrorView } from '../../ui/error-view'
import { formatAmount } from '../../ui/format'
import { Pager } from '../../ui/pager'
import { useSkippedFiles } from './queries'
import styles from './skipped-dialog.module.css'

const pageSize = 200

/** Files that were found and not taken, each with its reason. */
export function SkippedDialog() {
  const [offset, setOffset] = useState(0)
  const { data, error } = useSkippedFiles(offset, pageSize)
  const folders = useFolders().data ?? []
  const total = data?.total ?? 0
  const folderName = (folderId: number): string => folders.find(({ id }) => id === folderId)?.name ?? ''
  return (
    <Dialog
      title={data === undefined ? 'Skipped files' : formatAmount(total, 'skipped file')}
      width="wide"
      onClose={closeDialog}
      footer={
        <>
          <div className={styles.pages}>
            <Pager offset={offset} pageSize={pageSize} total={total} onChange={setOffset} />
          </div>
          <Button look="primary" onClick={closeDialog}>
            Done
          </Button>
        </>
      }
    >
      {error !== null && <ErrorView error={error} />}
      {data !== undefined && total === 0 && <p>Every file that looked like a photo was taken.</p>}
      {total > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            {data?.files.map((file) => (
              <tr key={`${file.folderId}/${file.relativePath}`}>
                <td>
                  <span className={styles.folder}>{folderName(file.folderId)}/</span>
                  {file.relativePath}
                </td>
                <td>{file.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  )
}
