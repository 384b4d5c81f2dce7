import { Copy, FolderSearch } from 'lucide-react'
import type { PhotoCard } from '#core/contract/photos'
import type { PhotoNote } from '#core/model/photo'
import type { ReactNode } from 'react'
import type { ActionId } from '../../state/action-catalog'
import { runAction } from '../../state/actions'
import { keyOf } from '../../state/key-map'
import { keyLabels } from '../../state/keys'
import { usesCommandKey } from '../../state/shell'
import { fileName, formatDateTime, formatMegabytes, formatSize } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import styles from './inspector.module.css'
import { usePhotoFileActions } from './use-file-actions'

const noteTexts: Readonly<Record<PhotoNote, string>> = {
  'extension-differs': 'The content is not what the file name says.',
  'orientation-invalid': 'The orientation in the file is not valid; shown as stored.',
  'exif-damaged': 'The camera data is damaged; shown as stored.',
  'first-frame-only': 'Has several frames; the first one is used.',
  'float-stretched': 'Has floating-point values; darkest to brightest is shown.',
  'decoder-warning': 'The file has small faults; parts of the picture may be wrong.',
  reduced: 'Too large to decode whole; shown reduced.',
}

interface PhotoFactsProps {
  readonly card: PhotoCard & { readonly folderPath: string }
}

/** What is known of the file. */
export function PhotoFacts({ card: { photo, folderPath } }: PhotoFactsProps) {
  usePhotoFileActions(photo.id)
  const folder = photo.relativePath.slice(0, Math.max(0, photo.relativePath.lastIndexOf('/')))
  return (
    <section className={styles.section} aria-label="File">
      <header className={styles.fileHeader}>
        <h3 className={styles.fileName}>{fileName(photo.relativePath)}</h3>
        <FileButton id="photo.show-in-folder" label="Show in its folder" icon={<FolderSearch size={15} />} />
        <FileButton id="photo.copy-path" label="Copy the path" icon={<Copy size={15} />} />
      </header>
      <dl className={styles.facts}>
        <dt>Folder</dt>
        <dd title={`${folderPath}/${folder}`}>{folder === '' ? fileName(folderPath) : folder}</dd>
        {photo.width > 0 && (
          <>
            <dt>Size</dt>
            <dd>{formatSize(photo.width, photo.height)}</dd>
          </>
        )}
        <dt>File</dt>
        <dd>{`${photo.format === null ? '' : `${photo.format.toUpperCase()}, `}${formatMegabytes(photo.bytes)}`}</dd>
        <dt>Changed</dt>
        <dd>{formatDateTime(photo.modifiedMs)}</dd>
        {photo.orientation !== 1 && (
          <>
            <dt>Turned</dt>
            <dd>{`EXIF orientation ${photo.orientation}`}</dd>
          </>
        )}
      </dl>
      {photo.reason !== null && <p className={styles.problem}>{photo.reason}</p>}
      {photo.notes.map((note) => (
        <p key={note} className={styles.note}>
          {noteTexts[note]}
        </p>
      ))}
    </section>
  )
}

interface FileButtonProps {
  readonly id: ActionId
  readonly label: string
  readonly icon: ReactNode
}

function FileButton({ id, label, icon }: FileButtonProps) {
  return <IconButton label={label} keys={keyLabels(keyOf(id) ?? '', usesCommandKey())} icon={icon} onClick={() => runAction(id)} />
}
