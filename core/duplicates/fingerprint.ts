/** 64 bits that are close for photos that look alike. */
export interface Fingerprint {
  readonly high: number
  readonly low: number
}

/** Reads 8 bytes, the highest first. */
export function fingerprintOf(bytes: Uint8Array): Fingerprint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { high: view.getUint32(0), low: view.getUint32(4) }
}

/** Number of bits, 0 to 64, in which two fingerprints differ. */
export function hammingDistance(a: Fingerprint, b: Fingerprint): number {
  return bitCount(a.high ^ b.high) + bitCount(a.low ^ b.low)
}

/** Bits set in a 32-bit number, counted in parallel. */
function bitCount(value: number): number {
  const pairs = value - ((value >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Photos up to this far apart are kept in one part of a split: rather too many together than a twin in each. */
export const splitDistanceBits = 8
