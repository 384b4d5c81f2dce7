import { rename, rm, writeFile } from 'node:fs/promises'
import type { SavedFile } from '#core/contract/shell'

/** Writes bytes where a person chose to, whole or not at all. */
export async function saveFile(choice: Promise<string | null>, bytes: Uint8Array): Promise<SavedFile> {
  const path = await choice
  if (path === null) return { kind: 'cancelled' }
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
