import { AppError } from '#core/contract/errors'
import { notify, presentError } from './notices'
import { shell } from './shell'

/** Asks where a page goes, prints it there as PDF, and says how that went. `html` needs nothing else; scripts do not run. */
export async function savePdf(name: string, html: string): Promise<void> {
  try {
    const saved = await shell().savePdf(name, html)
    if (saved.kind === 'saved') notify(`Saved ${saved.path}`)
    if (saved.kind === 'failed') throw new AppError('cannot-write', 'The file was not saved.', { hint: 'Choose another place.', cause: saved.reason })
  } catch (error) {
    presentError(error)
  }
}
