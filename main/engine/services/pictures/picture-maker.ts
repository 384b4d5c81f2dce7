import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { PhotoFile, PhotoVariant } from '#core/contract/photos'
import { mapFileError } from '../../map-file-error'
import type { PhotoPool } from '../../runtime/photo-pool'
import type { LocatedPhoto } from '../../store/photo-store'
import { PictureCache } from './picture-cache'
import { isPlainSrgbJpeg } from './plain-jpeg'

const longSidePx: Readonly<Record<PhotoVariant, number>> = { thumbnail: 320, view: 4096 }
const budgetBytes: Readonly<Record<PhotoVariant, number>> = { thumbnail: 1 << 30, view: 1 << 30 }
/** A browser holds four bytes for each pixel it shows. */
const shownPixelsAtMost = 50_000_000

/** Finds or makes the files that the window shows for photos. */
export class PictureMaker {
  readonly #pool: PhotoPool
  readonly #caches: Readonly<Record<PhotoVariant, PictureCache>>

  constructor(pool: PhotoPool, cachePath: string) {
    this.#pool = pool
    this.#caches = {
      thumbnail: new PictureCache(join(cachePath, 'thumbnails'), budgetBytes.thumbnail),
      view: new PictureCache(join(cachePath, 'views'), budgetBytes.view),
    }
  }

  /** Throws the AppError that says why the photo cannot be shown. */
  async file(located: LocatedPhoto, variant: PhotoVariant): Promise<PhotoFile> {
    const { photo } = located
    const path = join(located.folderPath, photo.relativePath)
    if (photo.state === 'refused' || photo.state === 'damaged') {
      throw new AppError(located.code ?? 'unsupported-image', `${photo.relativePath}: ${photo.reason ?? 'the photo cannot be decoded.'}`)
    }
    await this.#requireFile(path)
    if (variant === 'view' && (await this.#showsAsItIs(located, path))) return { path, contentType: 'image/jpeg' }
    const side = longSidePx[variant]
    const target = await this.#caches[variant].get(await this.#contentHash(located, path), side, async (wanted) => {
      const outcome = await this.#pool.render({ path, longSidePx: side, target: wanted })
      if (outcome.kind === 'refused') throw new AppError(outcome.code, `${photo.relativePath}: ${outcome.reason}`)
    })
    return { path: target, contentType: 'image/jpeg' }
  }

  /** Resolves when no clean-up of the caches is under way. */
  async close(): Promise<void> {
    await Promise.all(Object.values(this.#caches).map((cache) => cache.settled()))
  }

  async #requireFile(path: string): Promise<void> {
    try {
      await stat(path)
    } catch (error) {
      throw mapFileError(error, path, 'cannot-read')
    }
  }

  async #showsAsItIs({ photo }: LocatedPhoto, path: string): Promise<boolean> {
    if (photo.state !== 'present' || photo.format !== 'jpeg' || photo.orientation !== 1 || photo.notes.includes('exif-damaged')) return false
    if (photo.width * photo.height > shownPixelsAtMost) return false
    try {
      return await isPlainSrgbJpeg(path)
    } catch (error) {
      throw mapFileError(error, path, 'cannot-read')
    }
  }

  /** Of the bytes on disk; a photo that the scan has not read yet is read here, and the scan still stores what it finds. */
  async #contentHash({ photo }: LocatedPhoto, path: string): Promise<string> {
    if (photo.state === 'present' && photo.contentHash !== null) return photo.contentHash
    const outcome = await this.#pool.probe(path)
    if (outcome.kind === 'refused') throw new AppError(outcome.code, `${photo.relativePath}: ${outcome.reason}`)
    return outcome.contentHash
  }
}
