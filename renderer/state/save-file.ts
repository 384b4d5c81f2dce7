import { AppError } from '#core/contract/errors'
import { notify, presentError } from './notices'
import { shell } from './shell'

/** Asks where a picture (.png) or table (.csv) goes, writes it, and says how that went. */
export async function saveFile(name: string, bytes: Uint8Array): Promise<void> {
  try {
    const saved = await shell().saveFile(name, bytes)
    if (saved.kind === 'saved') notify(`Saved ${saved.path}`)
    if (saved.kind === 'failed') throw new AppError('cannot-write', 'The file was not saved.', { hint: 'Choose another place.', cause: saved.reason })
  } catch (error) {
    presentError(error)
  }
}
