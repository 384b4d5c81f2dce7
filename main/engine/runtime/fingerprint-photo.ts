import { perceptualHash } from '#core/duplicates/perceptual-hash'
import { asRefusal } from './as-refusal'
import { decodePhoto } from './decode/decode-photo'
import { readPhoto } from './decode/read-photo'
import type { FingerprintOutcome } from './photo-pool'
import { endsInHeader } from './probe-photo'

/** Decoded at least this large, so that how far a decoder reduces the photo tells little. */
const decodedSize = { width: 64, height: 64 }

/** What a photo looks like, by which near-duplicates are found. A damaged photo is refused. */
export async function fingerprintPhoto(path: string): Promise<FingerprintOutcome> {
  try {
    const { bytes, contentHash, sniffed } = await readPhoto(path)
    if (sniffed.kind === 'refused') return sniffed
    if (sniffed.kind === 'incomplete') return { kind: 'refused', code: 'image-damaged', reason: endsInHeader }
    const { image } = await decodePhoto(bytes, sniffed.header, { atLeast: decodedSize })
    return { kind: 'fingerprint', contentHash, bits: perceptualHash(image) }
  } catch (error) {
    return asRefusal(error)
  }
}
