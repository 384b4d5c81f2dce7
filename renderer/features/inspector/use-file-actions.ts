import { useAction } from '../../state/actions'
import { notify, presentError } from '../../state/notices'
import { usePhoto } from '../../state/queries'
import { shell } from '../../state/shell'
import { absolutePath } from './absolute-path'

/** What can be done with the file of a photo. */
export function usePhotoFileActions(photoId: number | null): void {
  const { data } = usePhoto(photoId)
  const path = data === undefined ? null : absolutePath(data.folderPath, data.photo.relativePath)
  useAction('photo.show-in-folder', () => void shell().showInFolder(path ?? '').catch(presentError), { enabled: path !== null })
  useAction(
    'photo.copy-path',
    () =>
      void shell()
        .copyText(path ?? '')
        .then(() => notify('Path copied'), presentError),
    { enabled: path !== null },
  )
}
