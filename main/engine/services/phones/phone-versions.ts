import type { PhonePlace, PhoneVersion } from '#core/contract/phones'
import { AppError } from '#core/contract/errors'
import { shellQuote } from '../../../phone/shell-quote'
import type { PhoneConnection } from '../../../phone/transport'
import { placeFolder } from './phone-places'

const currentName = 'current.txt'
const forever = new AbortController().signal

/** Every version of every model in a place. Throws what the phone's transport throws. */
export async function listVersions(connection: PhoneConnection, place: PhonePlace): Promise<PhoneVersion[]> {
  const base = placeFolder(place)
  const versions: PhoneVersion[] = []
  for (const modelId of await connection.list(base, forever)) {
    const folder = `${base}/${modelId}`
    const names = (await connection.list(folder, forever)).filter((name) => name !== currentName)
    const current = await readCurrent(connection, folder)
    versions.push(...names.map((version) => ({ modelId, version, folder: `${folder}/${version}`, isCurrent: version === current })))
  }
  return versions
}

/** Names the version that programs on the phone are to load. */
export async function makeCurrent(connection: PhoneConnection, folder: string, version: string, signal: AbortSignal): Promise<void> {
  await connection.write(`${folder}/${currentName}`, piecesOf(`${version}\n`), { signal })
}

/** Throws `not-found` for a version that is not there. */
export async function rollBack(connection: PhoneConnection, place: PhonePlace, modelId: string, version: string): Promise<void> {
  await found(connection, place, modelId, version)
  await makeCurrent(connection, `${placeFolder(place)}/${modelId}`, version, forever)
}

/** Removes a version; another one, if there is one, becomes the current one in its place. Throws `not-found`. */
export async function removeVersion(connection: PhoneConnection, place: PhonePlace, modelId: string, version: string): Promise<void> {
  const removed = await found(connection, place, modelId, version)
  const folder = `${placeFolder(place)}/${modelId}`
  const others = (await listVersions(connection, place)).filter((each) => each.modelId === modelId && each.version !== version)
  const heir = others.at(-1)
  if (heir === undefined) return runQuietly(connection, `rm -rf ${shellQuote(folder)}`)
  if (removed.isCurrent) await makeCurrent(connection, folder, heir.version, forever)
  await runQuietly(connection, `rm -rf ${shellQuote(removed.folder)}`)
}

async function found(connection: PhoneConnection, place: PhonePlace, modelId: string, version: string): Promise<PhoneVersion> {
  const known = (await listVersions(connection, place)).find((each) => each.modelId === modelId && each.version === version)
  if (known === undefined) throw new AppError('not-found', `There is no version ${version} of ${modelId} on the phone.`, { hint: 'Look at the list again.' })
  return known
}

async function readCurrent(connection: PhoneConnection, folder: string): Promise<string | null> {
  const path = `${folder}/${currentName}`
  if ((await connection.size(path, forever)) === null) return null
  const pieces: Uint8Array[] = []
  await connection.read(path, (piece) => pieces.push(piece), { signal: forever })
  return Buffer.concat(pieces).toString('utf8').trim()
}

async function runQuietly(connection: PhoneConnection, line: string): Promise<void> {
  const { stdout, stderr, exitCode } = await connection.shell(line, forever)
  const said = `${stderr}${stdout}`.trim()
  if (exitCode !== 0 && said !== '') throw new AppError('phone-refused', `The phone could not remove it: ${said}.`, { hint: 'Remove it on the phone by hand.' })
}

async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text, 'utf8'))
}
