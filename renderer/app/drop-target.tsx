import { FolderPlus } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useAddFolders } from '../state/add-folders'
import styles from './shell.module.css'

/** The whole window takes dropped folders and photos. */
export function DropTarget() {
  const [over, setOver] = useState(false)
  const { addDropped } = useAddFolders()
  const drop = useEffectEvent((files: readonly File[]) => addDropped(files))

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
    window.addEventListener(
      'dragover',
      (event) => {
        event.preventDefault()
        if (event.dataTransfer !== null) event.dataTransfer.dropEffect = carriesFiles(event) ? 'copy' : 'none'
        setOver(carriesFiles(event))
      },
      { signal },
    )
    window.addEventListener(
      'dragleave',
      (event) => {
        if (event.relatedTarget === null) setOver(false)
      },
      { signal },
    )
    window.addEventListener(
      'drop',
      (event) => {
        event.preventDefault()
        setOver(false)
        drop([...(event.dataTransfer?.files ?? [])])
      },
      { signal },
    )
    return () => controller.abort()
  }, [])

  if (!over) return null
  return (
    <div className={styles.drop}>
      <FolderPlus size={32} />
      <p>Drop to add these photos</p>
    </div>
  )
}
