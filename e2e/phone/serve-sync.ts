import type { PhoneFiles } from './phone-files'
import type { PhoneStream } from './phone-stream'

/** What can go wrong while files travel. */
export interface SyncFaults {
  /** Called for every piece of a file that arrives; may pull the cable. */
  readonly received: (bytes: number) => void
  /** So many bytes at the end of a file get lost without a word. */
  readonly lostBytes: () => number
}

const chunkBytes = 64 * 1024
const statBytes = 72

/** File transfer of adbd (AOSP, packages/modules/adb/SYNC.TXT), both generations of it. */
export async function serveSync(stream: PhoneStream, files: PhoneFiles, faults: SyncFaults, makesFolders: boolean): Promise<void> {
  for (;;) {
    const header = await stream.received.take(8)
    if (header === null) return
    const id = header.toString('latin1', 0, 4)
    if (id === 'QUIT') return void (await stream.end())
    const argument = await stream.received.take(header.readUInt32LE(4))
    if (argument === null) return
    const path = argument.toString('utf8')
    const action = actions[id]
    if (action === undefined) await stream.write(failure(`unknown command ${id}`))
    else await action({ stream, files, faults, makesFolders, path, id })
  }
}

interface Request {
  readonly stream: PhoneStream
  readonly files: PhoneFiles
  readonly faults: SyncFaults
  readonly makesFolders: boolean
  readonly path: string
  readonly id: string
}

const actions: Readonly<Record<string, (request: Request) => Promise<void>>> = {
  STAT: ({ stream, files, path }) => stream.write(statOne('STAT', files, path)),
  STA2: ({ stream, files, path, id }) => stream.write(statTwo(id, files, path)),
  LST2: ({ stream, files, path, id }) => stream.write(statTwo(id, files, path)),
  LIST: async ({ stream, files, path }) => {
    for (const name of files.list(path)) await stream.write(Buffer.concat([statOne('DENT', files, join(path, name)), sized(name)]))
    await stream.write(Buffer.concat([Buffer.from('DONE'), Buffer.alloc(16)]))
  },
  LIS2: async ({ stream, files, path }) => {
    for (const name of files.list(path)) await stream.write(Buffer.concat([statTwo('DNT2', files, join(path, name)), sized(name)]))
    await stream.write(Buffer.concat([Buffer.from('DONE'), Buffer.alloc(statBytes)]))
  },
  SEND: (request) => {
    const comma = request.path.lastIndexOf(',')
    return receiveFile(request, request.path.slice(0, comma), Number(request.path.slice(comma + 1)))
  },
  SND2: async (request) => {
    const settings = await request.stream.received.take(12)
    if (settings !== null) await receiveFile(request, request.path, settings.readUInt32LE(4))
  },
  RECV: sendFile,
  RCV2: async (request) => {
    if ((await request.stream.received.take(8)) !== null) await sendFile(request)
  },
}

async function receiveFile({ stream, files, faults, makesFolders }: Request, path: string, mode: number): Promise<void> {
  let problem = files.refusal(path, makesFolders)
  const pieces: Buffer[] = []
  let size = 0
  for (;;) {
    const header = await stream.received.take(8)
    if (header === null) return
    if (header.toString('latin1', 0, 4) === 'DONE') {
      if (problem !== null) return stream.write(failure(problem))
      const bytes = Buffer.concat(pieces)
      files.put(path, { bytes: bytes.subarray(0, Math.max(0, bytes.length - faults.lostBytes())), mode: mode & 0o777, modifiedSeconds: header.readUInt32LE(4) })
      return stream.write(Buffer.from('OKAY\0\0\0\0', 'latin1'))
    }
    const piece = await stream.received.take(header.readUInt32LE(4))
    if (piece === null) return
    size += piece.length
    if (problem === null) pieces.push(Buffer.from(piece))
    if (problem === null && files.usedBytes + size > files.capacityBytes) problem = 'write failed: No space left on device'
    faults.received(piece.length)
  }
}

async function sendFile({ stream, files, path }: Request): Promise<void> {
  const file = files.get(path)
  if (file === undefined) return stream.write(failure(`open failed: ${files.isFolder(path) ? 'Is a directory' : 'No such file or directory'}`))
  for (let at = 0; at < file.bytes.length; at += chunkBytes) {
    const piece = file.bytes.subarray(at, at + chunkBytes)
    await stream.write(Buffer.concat([Buffer.from('DATA'), number32(piece.length), piece]))
  }
  await stream.write(Buffer.from('DONE\0\0\0\0', 'latin1'))
}

function statOne(id: string, files: PhoneFiles, path: string): Buffer {
  const found = files.stat(path)
  return Buffer.concat([Buffer.from(id), number32(found?.mode ?? 0), number32(found?.size ?? 0), number32(found?.modifiedSeconds ?? 0)])
}

function statTwo(id: string, files: PhoneFiles, path: string): Buffer {
  const found = files.stat(path)
  const answer = Buffer.alloc(statBytes)
  answer.write(id, 0, 'latin1')
  // ENOENT
  answer.writeUInt32LE(found === null ? 2 : 0, 4)
  answer.writeUInt32LE(found?.mode ?? 0, 24)
  answer.writeUInt32LE(1, 28)
  answer.writeBigUInt64LE(BigInt(found?.size ?? 0), 40)
  answer.writeBigInt64LE(BigInt(found?.modifiedSeconds ?? 0), 56)
  return answer
}

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function sized(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  return Buffer.concat([number32(bytes.length), bytes])
}

function failure(text: string): Buffer {
  return Buffer.concat([Buffer.from('FAIL'), sized(text)])
}

function join(folder: string, name: string): string {
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`
}
