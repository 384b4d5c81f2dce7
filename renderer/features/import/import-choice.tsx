import { FileText, FolderOpen, Import } from 'lucide-react'
import { useDropReceivers } from '../../state/drop-receiver'
import { closeDialog } from '../../state/navigation'
import { presentError } from '../../state/notices'
import { shell } from '../../state/shell'
import { Button } from '../../ui/button'
import { cx } from '../../ui/cx'
import { Dialog } from '../../ui/dialog'
import styles from './import-dialog.module.css'

interface ImportChoiceProps {
  readonly onChoose: (paths: readonly string[]) => void
}

/** Which files or folders to read labels from. */
export function ImportChoice({ onChoose }: ImportChoiceProps) {
  const over = useDropReceivers((drop) => drop.over)
  return (
    <Dialog title="Import labels" onClose={closeDialog} footer={<Button onClick={closeDialog}>Cancel</Button>}>
      <div className={cx(styles.drop, over && styles.over)}>
        <Import size={28} />
        <p className={styles.lead}>Drop label files, folders or zip files here</p>
        <div className={styles.buttons}>
          <Button look="primary" icon={<FileText size={15} />} onClick={() => void shell().chooseLabelFiles().then(onChoose, presentError)}>
            Choose files…
          </Button>
          <Button icon={<FolderOpen size={15} />} onClick={() => void shell().chooseLabelFolders().then(onChoose, presentError)}>
            Choose folder…
          </Button>
        </div>
      </div>
      <p className={styles.soft}>
        COCO, Pascal VOC, YOLO, mask PNGs, CSV, LabelMe, CVAT, VIA, Create ML, XMP and others are told apart by what the files hold. Nothing changes before you have seen what
        would come in, and it can be undone in one step.
      </p>
    </Dialog>
  )
}
