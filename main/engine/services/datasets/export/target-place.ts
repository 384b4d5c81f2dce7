import { mkdir, readdir, rename, rm, rmdir, stat, utimes } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ExportOrder } from '#core/contract/datasets'
import { AppError } from '#core/contract/errors'
import { readManifest } from '#core/formats/labels/export/export-manifest'
import { partOfTree } from '#core/formats/labels/tree/input-tree'
import { fileErrorName, mapFileError } from '../../../map-file-error'
import { openInputTree } from '../files/open-input-tree'

type Target = ExportOrder['target']

const partialName = /^\.mobilabel-export-(\d+)-\d+\.partial$/
const asideSuffix = '.replaced'
/** A name that old with no process behind it is what a killed export left. */
const leftoverAgeMs = 3_600_000

let made = 0

/** A name beside the target that nothing has, on the same drive. Makes the folder of the target and clears what killed exports left there. */
export async function partialPath({ path }: Target): Promise<string> {
  const folder = dirname(path)
  try {
    await mkdir(folder, { recursive: true })
    await clearLeftovers(folder)
  } catch (error) {
    throw mapFileError(error, folder, 'cannot-write')
  }
  return join(folder, `.mobilabel-export-${process.pid}-${++made}.partial`)
}

async function clearLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = partialName.exec(name)?.[1]
    if (pid === undefined || isAlive(Number(pid))) continue
    const path = join(folder, name)
    if (Date.now() - (await stat(path)).mtimeMs > leftoverAgeMs) await rm(path, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Another user's process answers with EPERM.
    return fileErrorName(error) !== 'ESRCH'
  }
}

/** Throws `bad-input` unless the target is missing, an empty folder, or an earlier export that nobody touched since. */
export async function checkTarget({ kind, path }: Target): Promise<void> {
  const facts = await stat(path).catch((error: unknown) => {
    if (fileErrorName(error) === 'ENOENT') return null
    throw mapFileError(error, path, 'cannot-write')
  })
  if (facts === null) return
  if (kind === 'zip') {
    if (!facts.isFile()) throw taken(path, 'is a folder', 'Choose a name for the zip file.')
    if (!(await isEarlierZip(path))) throw taken(path, 'is another file', 'Choose another name, or remove the file.')
    return
  }
  if (!facts.isDirectory()) throw taken(path, 'is a file', 'Choose a folder.')
  const names = await readdir(path)
  if (names.length === 0) return
  const manifest = await manifestOf(path, names)
  if (manifest === null) throw taken(path, 'is not empty', 'Choose an empty folder; only an earlier export is written over.')
  const touched = await firstTouched(path, manifest)
  if (touched !== null) throw taken(path, `is an earlier export in which "${touched}" was added or changed since`, 'Choose another folder, so that nothing of yours is lost.')
}

function taken(path: string, what: string, hint: string): AppError {
  return new AppError('bad-input', `"${path}" ${what}.`, { hint })
}

async function isEarlierZip(path: string): Promise<boolean> {
  const { tree } = await openInputTree([path])
  const isArchive = !tree.paths.includes(basename(path))
  return isArchive && (await readManifest(partOfTree(tree, (name) => !name.includes('/')))) !== null
}

/** Name of the statement that an export of ours has at its top. */
async function manifestOf(folder: string, names: readonly string[]): Promise<string | null> {
  for (const name of names) {
    if (!name.endsWith('.manifest')) continue
    const { tree } = await openInputTree([join(folder, name)])
    if ((await readManifest(tree)) !== null) return name
  }
  return null
}

/** The statement is the last thing an export touches: whatever the file system saw change later is not the export's. */
async function firstTouched(folder: string, manifest: string): Promise<string | null> {
  const { ctimeMs } = await stat(join(folder, manifest))
  for (const name of await readdir(folder, { recursive: true })) {
    const facts = await stat(join(folder, name))
    if (facts.isFile() && facts.ctimeMs > ctimeMs) return name
  }
  return null
}

/** Makes the statement the newest file of a finished export. */
export async function sealFolder(folder: string): Promise<void> {
  const name = await manifestOf(folder, await readdir(folder))
  const now = new Date()
  if (name !== null) await utimes(join(folder, name), now, now)
}

/** Puts a finished export where it belongs, instead of an earlier one; nothing of that is lost when it fails. */
export async function placeExport(partial: string, target: Target): Promise<void> {
  await checkTarget(target)
  const aside = join(dirname(target.path), `${basename(partial)}${asideSuffix}`)
  try {
    const isReplacing = await moveAside(target.path, aside)
    try {
      await rename(partial, target.path)
    } catch (error) {
      if (isReplacing) await rename(aside, target.path)
      throw error
    }
    await rm(aside, { recursive: true, force: true })
  } catch (error) {
    throw mapFileError(error, target.path, 'cannot-write')
  }
}

/** True when there was something to move; an empty folder just goes. */
async function moveAside(path: string, aside: string): Promise<boolean> {
  try {
    await rmdir(path)
    return false
  } catch (error) {
    const name = fileErrorName(error)
    if (name === 'ENOENT') return false
    if (name !== 'ENOTDIR' && name !== 'ENOTEMPTY' && name !== 'EEXIST') throw error
  }
  await rename(path, aside)
  return true
}
