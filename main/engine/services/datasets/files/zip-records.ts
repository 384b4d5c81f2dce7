/** One file of a zip archive as its central directory lists it (PKWARE APPNOTE 6.3.10, section 4.3.12). */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly isEncrypted: boolean
  readonly crc32: number
  readonly packedBytes: number
  readonly bytes: number
  /** Place of the local header in the archive. */
  readonly offset: number
}

export const zipMethods = { stored: 0, deflated: 8 } as const

export const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 } as const

export const recordBytes = { local: 30, central: 46, end: 22, end64: 56, locator64: 20 } as const

/** Stands for a number that does not fit and is given in a zip64 field. */
export const in64 = { short: 0xffff, long: 0xffffffff } as const

const utf8Flag = 0x0800
const encryptedFlag = 0x0001
const zip64Id = 0x0001
/** 1980-01-01: the same labels make the same archive. */
const dosDate = 0x0021

/** Local header of a file; its length does not depend on the sizes. */
export function localHeader({ name, method, crc32, packedBytes, bytes }: Omit<ZipEntry, 'offset' | 'isEncrypted'>): Buffer {
  const text = Buffer.from(name, 'utf8')
  const header = Buffer.alloc(recordBytes.local + text.length)
  header.writeUInt32LE(signatures.local, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(utf8Flag, 6)
  header.writeUInt16LE(method, 8)
  header.writeUInt16LE(dosDate, 12)
  header.writeUInt32LE(crc32, 14)
  header.writeUInt32LE(packedBytes, 18)
  header.writeUInt32LE(bytes, 22)
  header.writeUInt16LE(text.length, 26)
  text.copy(header, recordBytes.local)
  return header
}

/** Central directory entry; a place beyond 4 GB goes into a zip64 field (section 4.5.3). */
export function centralEntry({ name, method, crc32, packedBytes, bytes, offset }: ZipEntry): Buffer {
  const text = Buffer.from(name, 'utf8')
  const isFar = offset >= in64.long
  const entry = Buffer.alloc(recordBytes.central + text.length + (isFar ? 12 : 0))
  entry.writeUInt32LE(signatures.central, 0)
  entry.writeUInt16LE(isFar ? 45 : 20, 4)
  entry.writeUInt16LE(isFar ? 45 : 20, 6)
  entry.writeUInt16LE(utf8Flag, 8)
  entry.writeUInt16LE(method, 10)
  entry.writeUInt16LE(dosDate, 14)
  entry.writeUInt32LE(crc32, 16)
  entry.writeUInt32LE(packedBytes, 20)
  entry.writeUInt32LE(bytes, 24)
  entry.writeUInt16LE(text.length, 28)
  entry.writeUInt16LE(isFar ? 12 : 0, 30)
  entry.writeUInt32LE(isFar ? in64.long : offset, 42)
  text.copy(entry, recordBytes.central)
  if (isFar) {
    const at = recordBytes.central + text.length
    entry.writeUInt16LE(zip64Id, at)
    entry.writeUInt16LE(8, at + 2)
    entry.writeBigUInt64LE(BigInt(offset), at + 4)
  }
  return entry
}

export interface DirectoryPlace {
  readonly entries: number
  readonly bytes: number
  readonly offset: number
}

/** The records behind the central directory; those of zip64 where a number needs them (sections 4.3.14 to 4.3.16). */
export function endRecords({ entries, bytes, offset }: DirectoryPlace): Buffer {
  const end = Buffer.alloc(recordBytes.end)
  end.writeUInt32LE(signatures.end, 0)
  end.writeUInt16LE(Math.min(entries, in64.short), 8)
  end.writeUInt16LE(Math.min(entries, in64.short), 10)
  end.writeUInt32LE(Math.min(bytes, in64.long), 12)
  end.writeUInt32LE(Math.min(offset, in64.long), 16)
  if (entries < in64.short && bytes < in64.long && offset < in64.long) return end
  const end64 = Buffer.alloc(recordBytes.end64)
  end64.writeUInt32LE(signatures.end64, 0)
  end64.writeBigUInt64LE(BigInt(recordBytes.end64 - 12), 4)
  end64.writeUInt16LE(45, 12)
  end64.writeUInt16LE(45, 14)
  end64.writeBigUInt64LE(BigInt(entries), 24)
  end64.writeBigUInt64LE(BigInt(entries), 32)
  end64.writeBigUInt64LE(BigInt(bytes), 40)
  end64.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(recordBytes.locator64)
  locator.writeUInt32LE(signatures.locator64, 0)
  locator.writeBigUInt64LE(BigInt(offset + bytes), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([end64, locator, end])
}

/** Reads all entries of a central directory. Throws RangeError when it is damaged. */
export function readCentralEntries(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = 0
  for (let number = 0; number < count; number++) {
    if (directory.readUInt32LE(at) !== signatures.central) throw new RangeError(`entry ${number + 1} of the archive's list is damaged`)
    const flags = directory.readUInt16LE(at + 8)
    const nameBytes = directory.readUInt16LE(at + 28)
    const extraBytes = directory.readUInt16LE(at + 30)
    const nameAt = at + recordBytes.central
    const extra = directory.subarray(nameAt + nameBytes, nameAt + nameBytes + extraBytes)
    const [bytes, packedBytes, offset] = wideNumbers(extra, [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)])
    entries.push({
      name: nameOf(directory.subarray(nameAt, nameAt + nameBytes), flags),
      method: directory.readUInt16LE(at + 10),
      isEncrypted: (flags & encryptedFlag) !== 0,
      crc32: directory.readUInt32LE(at + 16),
      packedBytes,
      bytes,
      offset,
    })
    at = nameAt + nameBytes + extraBytes + directory.readUInt16LE(at + 32)
  }
  return entries
}

type Wide = readonly [bytes: number, packedBytes: number, offset: number]

/** Numbers that did not fit stand in the zip64 field, in this order and only those. */
function wideNumbers(extra: Buffer, [bytes, packedBytes, offset]: Wide): Wide {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== zip64Id) continue
    let next = at + 4
    const widened = (value: number): number => {
      if (value !== in64.long) return value
      next += 8
      return Number(extra.readBigUInt64LE(next - 8))
    }
    return [widened(bytes), widened(packedBytes), widened(offset)]
  }
  return [bytes, packedBytes, offset]
}

/** Names without the UTF-8 flag are UTF-8 all the same in most archives; else they are taken byte by byte. */
function nameOf(bytes: Buffer, flags: number): string {
  if ((flags & utf8Flag) !== 0) return bytes.toString('utf8')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return bytes.toString('latin1')
  }
}
