import { AppError } from '#core/contract/errors'
import type { ModelCard } from '#core/model/model-card'
import { uprightSize, type SizePx } from '#core/model/photo'
import { families } from '#core/zoo/families'
import { decodePhoto } from './decode/decode-photo'
import { readPhoto } from './decode/read-photo'
import { endsInHeader } from './probe-photo'

/** The input a model gets for a photo file. */
export interface PreparedFile {
  readonly data: Float32Array
  readonly dims: readonly number[]
  readonly upright: SizePx
}

/** Reads, decodes and fits one photo. Throws AppError naming what is wrong with the file. */
export async function prepareFile(path: string, card: ModelCard): Promise<PreparedFile> {
  const { bytes, sniffed } = await readPhoto(path)
  if (sniffed.kind === 'refused') throw new AppError(sniffed.code, sniffed.reason)
  if (sniffed.kind === 'incomplete') throw new AppError('image-damaged', endsInHeader)
  const { header } = sniffed
  const family = families[card.family]
  const decoded = await decodePhoto(bytes, header, { atLeast: family.decodeSize(card, uprightSize(header.stored, header.orientation)) })
  const { tensor } = family.prepare(card, decoded.image)
  return { data: tensor.data, dims: tensor.dims, upright: decoded.upright }
}
