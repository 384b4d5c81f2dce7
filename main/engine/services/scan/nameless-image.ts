import { open } from 'node:fs/promises'
import { sniffImage } from '#core/formats/images/sniff'
import { retryWithoutHandles } from './retry-without-handles'

const headBytes = 256

/** True when the first bytes of a file, whose name promises nothing, are those of an image. */
export async function isImageByContent(path: string, bytes: number): Promise<boolean> {
  if (bytes === 0) return false
  const handle = await retryWithoutHandles(() => open(path, 'r'))
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(headBytes), 0, headBytes, 0)
    const outcome = sniffImage(buffer.subarray(0, bytesRead), bytes)
    return outcome.kind !== 'refused'
  } finally {
    await handle.close()
  }
}
