import { FolderPlus } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { useAddFolders } from '../state/add-folders'
import { setDropOver, useDropReceivers } from '../state/drop-receiver'
import styles from './shell.module.css'

/** The whole window takes dropped folders and photos, unless a view that is on screen takes what is dropped. */
export function DropTarget() {
  const over = useDropReceivers((drop) => drop.over && drop.receivers.length === 0)
  const { addDropped } = useAddFolders()
  const drop = useEffectEvent((files: readonly File[]) => (useDropReceivers.getState().receivers.at(-1) ?? addDropped)(files))

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
    window.addEventListener(
      'dragover',
      (event) => {
        event.preventDefault()
        if (event.dataTransfer !== null) event.dataTransfer.dropEffect = carriesFiles(event) ? 'copy' : 'none'
        setDropOver(carriesFiles(event))
      },
      { signal },
    )
    window.addEventListener(
      'dragleave',
      (event) => {
        if (event.relatedTarget === null) setDropOver(false)
      },
      { signal },
    )
    window.addEventListener(
      'drop',
      (event) => {
        event.preventDefault()
        setDropOver(false)
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
