import { AppError, toErrorData, type ErrorCode } from '#core/contract/errors'
import type { PhotoFile } from '#core/contract/photos'
import { parsePhotoAddress, type PhotoAddress } from './photo-address'

export interface PhotoSource {
  /** The engine's answer to `photo.file`. */
  find(address: PhotoAddress, signal: AbortSignal): Promise<PhotoFile>
  /** Opens a local file as a stream; rejects when it cannot be read. */
  open(path: string, signal: AbortSignal): Promise<Response>
}

const statusOfCode: Partial<Record<ErrorCode, number>> = {
  'bad-input': 400,
  'not-found': 404,
  'cannot-read': 404,
  'not-an-image': 422,
  'unsupported-image': 422,
  'image-too-large': 422,
  'image-damaged': 422,
  'cancelled': 499,
  'engine-stopped': 503,
  'busy': 503,
}

/** A kept picture needs no new request for as long as its address, which names the version, stays the same. */
const keptForGood = 'public, max-age=31536000, immutable'
/** The page may read pixels and error sentences of photos, nobody else. */
const pageOnly = { 'Access-Control-Allow-Origin': 'app://bundle', 'X-Content-Type-Options': 'nosniff' }

/** Answers `photo://thumbnail/ID` and `photo://view/ID` with the picture, or with a status and one sentence. */
export function photoResponder(source: PhotoSource): (request: Request) => Promise<Response> {
  return async ({ url, method, signal }) => {
    try {
      if (method !== 'GET') throw new AppError('bad-input', `A photo cannot be asked for with ${method}.`)
      const address = parsePhotoAddress(url)
      if (address === null) throw new AppError('bad-input', 'This is not the address of a photo.')
      const file = await source.find(address, signal)
      const { body } = await openFile(source, file, signal)
      const cacheControl = address.versioned ? keptForGood : 'no-cache'
      return new Response(body, { headers: { ...pageOnly, 'Content-Type': file.contentType, 'Cache-Control': cacheControl } })
    } catch (error) {
      return refusal(error)
    }
  }
}

async function openFile(source: PhotoSource, file: PhotoFile, signal: AbortSignal): Promise<Response> {
  try {
    return await source.open(file.path, signal)
  } catch (error) {
    throw new AppError('cannot-read', `The picture ${file.path} cannot be read.`, { cause: error })
  }
}

function refusal(error: unknown): Response {
  const { code, message } = toErrorData(error)
  return new Response(message, {
    status: statusOfCode[code] ?? 500,
    headers: { ...pageOnly, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}
