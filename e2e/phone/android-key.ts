import { constants, createPublicKey, publicDecrypt, type KeyObject } from 'node:crypto'

const modulusBytes = 256

/** The RSA key in the form that adb sends (AOSP, android_pubkey.h): words of 32 bits, least significant first. Throws Error when it is none. */
export function readAndroidKey(payload: Buffer): KeyObject {
  const text = payload.toString('latin1').replace(/\0.*$/su, '').split(' ')[0] ?? ''
  const blob = Buffer.from(text, 'base64')
  if (blob.length < 12 + 2 * modulusBytes || blob.readUInt32LE(0) * 4 !== modulusBytes) throw new Error('This is no key of adb.')
  const modulus = Buffer.from(blob.subarray(8, 8 + modulusBytes)).reverse()
  const exponent = Buffer.alloc(4)
  exponent.writeUInt32BE(blob.readUInt32LE(8 + 2 * modulusBytes))
  return createPublicKey({ key: { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.subarray(exponent.findIndex((byte) => byte !== 0)).toString('base64url') }, format: 'jwk' })
}

/** Whether the host that signed the token holds the private key: the token stands where a SHA-1 digest would. */
export function isSignedBy(key: KeyObject, token: Buffer, signature: Buffer): boolean {
  try {
    return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature).subarray(-token.length).equals(token)
  } catch {
    // Signed with another key: the padding is not there.
    return false
  }
}
