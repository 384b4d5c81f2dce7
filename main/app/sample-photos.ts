import { cp } from 'node:fs/promises'
import { AppError } from '#core/contract/errors'

/**
 * Copies the sample photos into the person's own folder and returns it: the app's folder may be read-only and moves
 * with every update, and then the project would lose them. Photos that are there already stay as they are.
 */
export async function samplePhotos(shippedFolder: string, ownFolder: string): Promise<string> {
  try {
    await cp(shippedFolder, ownFolder, { recursive: true, force: false })
  } catch (error) {
    throw new AppError('cannot-write', `The sample photos cannot be copied to ${ownFolder}.`, {
      hint: 'Check that the disk is not full and the folder can be written.',
      cause: error,
    })
  }
  return ownFolder
}
