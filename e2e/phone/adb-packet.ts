/** A message of the adb wire protocol (AOSP, packages/modules/adb/protocol.txt): a header of 24 bytes, little endian, and a payload. */
export interface AdbPacket {
  readonly command: number
  readonly arg0: number
  readonly arg1: number
  readonly payload: Buffer
}

/** Four letters of a command as the number on the wire. */
export function commandNumber(letters: string): number {
  return Buffer.from(letters, 'latin1').readUInt32LE(0)
}

export const adbCommands = {
  connect: commandNumber('CNXN'),
  authenticate: commandNumber('AUTH'),
  open: commandNumber('OPEN'),
  okay: commandNumber('OKAY'),
  close: commandNumber('CLSE'),
  write: commandNumber('WRTE'),
} as const

const headerBytes = 24

/** With the sum of the payload's bytes, which servers of old versions check. */
export function encodePacket({ command, arg0, arg1, payload }: AdbPacket): Buffer {
  const header = Buffer.alloc(headerBytes)
  let sum = 0
  for (const byte of payload) sum = (sum + byte) >>> 0
  header.writeUInt32LE(command, 0)
  header.writeUInt32LE(arg0, 4)
  header.writeUInt32LE(arg1, 8)
  header.writeUInt32LE(payload.length, 12)
  header.writeUInt32LE(sum, 16)
  header.writeUInt32LE((command ^ 0xffffffff) >>> 0, 20)
  return Buffer.concat([header, payload])
}

/** Cuts what comes over a socket into packets. */
export class PacketReader {
  #pending: Buffer = Buffer.alloc(0)

  /** The packets that are complete with these bytes. Throws Error for bytes that are no adb. */
  push(bytes: Buffer): AdbPacket[] {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes])
    const packets: AdbPacket[] = []
    while (this.#pending.length >= headerBytes) {
      const header = this.#pending
      const command = header.readUInt32LE(0)
      if ((command ^ 0xffffffff) >>> 0 !== header.readUInt32LE(20)) throw new Error('This is not the adb protocol.')
      const end = headerBytes + header.readUInt32LE(12)
      if (header.length < end) break
      packets.push({ command, arg0: header.readUInt32LE(4), arg1: header.readUInt32LE(8), payload: header.subarray(headerBytes, end) })
      this.#pending = header.subarray(end)
    }
    return packets
  }
}
