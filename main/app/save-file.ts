import { rename, rm, writeFile } from 'node:fs/promises'
import type { SavedFile } from '#core/contract/shell'

/** Writes what is made where a person chose to, whole or not at all; nothing is made when the person cancels. */
export async function saveFile(choice: Promise<string | null>, make: () => Promise<Uint8Array>): Promise<SavedFile> {
  const path = await choice
  if (path === null) return { kind: 'cancelled' }
  const bytes = await make()
  const unfinished = `${path}.new`
  try {
    await writeFile(unfinished, bytes)
    await rename(unfinished, path)
    return { kind: 'saved', path }
  } catch (error) {
    await rm(unfinished, { force: true })
    if (error instanceof Error && 'code' in error) return { kind: 'failed', reason: error.message }
    throw error
  }
}
