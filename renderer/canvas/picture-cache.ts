import { AppError } from '#core/contract/errors'

/** The photo on screen, its neighbours, and the one just left. */
const most = 5

/** Decoded pictures by address, least recently used ones released. */
export class PictureCache {
  private readonly pictures = new Map<string, Promise<ImageBitmap>>()

  /** Resolves when the picture can be drawn without delay. Rejects with AppError `cannot-read` when it cannot be loaded. */
  load(url: string): Promise<ImageBitmap> {
    const known = this.pictures.get(url)
    const picture = known ?? decode(url)
    this.pictures.delete(url)
    this.pictures.set(url, picture)
    if (known === undefined) {
      picture.catch(() => this.pictures.delete(url))
      this.release()
    }
    return picture
  }

  private release(): void {
    for (const [url, picture] of this.pictures) {
      if (this.pictures.size <= most) return
      this.pictures.delete(url)
      void picture.then(
        (bitmap) => bitmap.close(),
        () => undefined,
      )
    }
  }
}

async function decode(url: string): Promise<ImageBitmap> {
  const image = new Image()
  image.src = url
  try {
    await image.decode()
    return await createImageBitmap(image)
  } catch (cause) {
    throw new AppError('cannot-read', 'The photo cannot be shown.', { hint: 'Look at its facts for the reason.', cause })
  }
}
