import { open } from 'node:fs/promises'
import { ByteReader, EndOfBytes } from '#core/formats/images/byte-reader'
import { jpegIccProfile } from '#core/formats/images/jpeg-header'
import { readJpegLayout } from '#core/formats/images/jpeg-layout'

const headBytes = 256 * 1024

/** Profiles name themselves in plain or in two-byte text (ICC.1:2022, 10.15 and 10.24). */
function namesSrgb(profile: Uint8Array): boolean {
  const text = Buffer.from(profile).toString('latin1').replaceAll('\0', '')
  return text.includes('sRGB')
}

/** True for a JPEG file that any browser shows as the models see it: 8 bits, gray or three channels, sRGB. */
export async function isPlainSrgbJpeg(path: string): Promise<boolean> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(headBytes), 0, headBytes, 0)
    const reader = new ByteReader(buffer.subarray(0, bytesRead))
    const layout = readJpegLayout(reader)
    const { frame } = layout
    if (frame === null || frame.bitsPerSample !== 8 || (frame.components !== 1 && frame.components !== 3)) return false
    const profile = jpegIccProfile(reader, layout)
    return profile === null || namesSrgb(profile)
  } catch (error) {
    // The header goes on behind the bytes read: rare enough to take the slow way.
    if (error instanceof EndOfBytes) return false
    throw error
  } finally {
    await handle.close()
  }
}
