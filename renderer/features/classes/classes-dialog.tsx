import { useState } from 'react'
import { closeDialog } from '../../state/navigation'
import { Dialog } from '../../ui/dialog'
import { Segmented } from '../../ui/segmented'
import { ClassMap } from './class-map'
import { ClassTable } from './class-table'
import styles from './classes-dialog.module.css'

type Part = 'classes' | 'models'

const parts: readonly { readonly value: Part; readonly label: string }[] = [
  { value: 'classes', label: 'Classes' },
  { value: 'models', label: 'Classes of models' },
]

/** The classes that labels can have, and what the classes of models mean among them. */
export function ClassesDialog() {
  const [part, setPart] = useState<Part>('classes')
  return (
    <Dialog title="Classes of the project" width="wide" onClose={closeDialog}>
      <div className={styles.dialog}>
        <Segmented label="Part" value={part} options={parts} onChange={setPart} />
        {part === 'classes' ? <ClassTable /> : <ClassMap />}
      </div>
    </Dialog>
  )
}
