import { randomUUID } from 'node:crypto'
import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { ModelCard } from '#core/model/model-card'
import { uprightSize, type SizePx } from '#core/model/photo'
import { applyView } from '#core/tune/augment/apply-view'
import { toHalfFloats } from '#core/tune/half-floats'
import type { Augmentation } from '#core/tune/photo-view'
import { families } from '#core/zoo/families'
import { fileErrorName, mapFileError } from '../map-file-error'
import { asRefusal } from './as-refusal'
import { decodePhoto } from './decode/decode-photo'
import { readPhoto } from './decode/read-photo'
import type { FeatureOutcome, FeatureTarget, ModelFile } from './photo-pool'
import { endsInHeader } from './probe-photo'
import type { SessionCache } from './session-cache'

/** What the decoder must leave so that every view still has the pixels its model input needs. */
function decodeSizeFor(card: ModelCard, photo: SizePx, views: readonly Augmentation[]): SizePx {
  const sizes = views.map(({ window }) => {
    const seen = { width: Math.max(1, photo.width * window.width), height: Math.max(1, photo.height * window.height) }
    const needed = families[card.family].decodeSize(card, seen)
    return { width: Math.min(photo.width, Math.ceil(needed.width / window.width)), height: Math.min(photo.height, Math.ceil(needed.height / window.height)) }
  })
  return { width: Math.max(1, ...sizes.map(({ width }) => width)), height: Math.max(1, ...sizes.map(({ height }) => height)) }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (fileErrorName(error) === 'ENOENT') return false
    throw mapFileError(error, path, 'cannot-read')
  }
}

/** Written whole and then renamed into place, so that a killed engine leaves no half file. */
async function writeFeatures(target: string, halves: readonly Uint16Array[]): Promise<void> {
  // Equal photos have the same target, and two workers may have one each.
  const unfinished = `${target}.${randomUUID()}.unfinished`
  try {
    await mkdir(dirname(target), { recursive: true })
    await writeFile(unfinished, Buffer.concat(halves.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))))
    await rename(unfinished, target)
  } catch (error) {
    throw mapFileError(error, target, 'cannot-write')
  }
}

/**
 * Computes the features of the views of a photo that are not stored yet, one file each: float16 of all outputs of the model one after
 * the other. The photo is read and decoded once. Never throws for a bad file or a failing model.
 */
export async function featurizePhoto(sessions: SessionCache, path: string, model: ModelFile, targets: readonly FeatureTarget[], contentHash: string): Promise<FeatureOutcome> {
  const { card } = model
  try {
    const missing: FeatureTarget[] = []
    for (const target of targets) if (!(await isThere(target.path))) missing.push(target)
    if (missing.length === 0) return { kind: 'features', computed: 0 }
    const { bytes, sniffed, contentHash: found } = await readPhoto(path)
    if (found !== contentHash) throw new AppError('cannot-read', 'The photo was changed since its folder was looked through.', { hint: 'Look through the folder again.' })
    if (sniffed.kind === 'refused') throw new AppError(sniffed.code, sniffed.reason)
    if (sniffed.kind === 'incomplete') throw new AppError('image-damaged', endsInHeader)
    const { header } = sniffed
    const upright = uprightSize(header.stored, header.orientation)
    const { image } = await decodePhoto(bytes, header, { atLeast: decodeSizeFor(card, upright, missing.map(({ view }) => view)) })
    const session = await sessions.session(model)
    for (const { view, path: target } of missing) {
      const { tensor } = families[card.family].prepare(card, applyView(image, view))
      const outputs = await session.run(tensor)
      await writeFeatures(target, card.outputs.map((name) => toHalfFloats(outputs[name]?.data ?? new Float32Array(0))))
    }
    return { kind: 'features', computed: missing.length }
  } catch (error) {
    return asRefusal(error)
  }
}
