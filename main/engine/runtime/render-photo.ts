import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { threadId } from 'node:worker_threads'
import { resize } from '#core/geometry/resize'
import { uprightSize, type ImageHeader, type SizePx } from '#core/model/photo'
import { mapFileError } from '../map-file-error'
import { asRefusal } from './as-refusal'
import { decodePhoto } from './decode/decode-photo'
import { encodeThumbnail } from './decode/encode-thumbnail'
import { readPhoto } from './decode/read-photo'
import { renderPreview } from './decode/render-preview'
import { endsInHeader } from './probe-photo'
import type { RenderOutcome, RenderTask } from './photo-pool'

interface Picture {
  readonly bytes: Uint8Array
  readonly size: SizePx
}

type Render = (bytes: Uint8Array, header: ImageHeader, longSidePx: number) => Promise<Picture>

/** Up to this size speed counts more than the last bit of sharpness. */
const thumbnailSidePx = 640
const thumbnailQuality = 82

function fitWithin(size: SizePx, longSidePx: number): SizePx {
  const scale = Math.min(1, longSidePx / Math.max(size.width, size.height))
  return { width: Math.max(1, Math.round(size.width * scale)), height: Math.max(1, Math.round(size.height * scale)) }
}

const renderThumbnail: Render = async (bytes, header, longSidePx) => {
  const size = fitWithin(uprightSize(header.stored, header.orientation), longSidePx)
  const { image } = await decodePhoto(bytes, header, { atLeast: size, damaged: 'show' })
  const whole = { x: 0, y: 0, width: image.width, height: image.height }
  const picture = resize(image, whole, size.width, size.height)
  return { bytes: await encodeThumbnail(picture, thumbnailQuality), size }
}

const renderView: Render = (bytes, header, longSidePx) => renderPreview(bytes, header, { maxSidePx: longSidePx, type: 'image/jpeg' })

let written = 0

async function writeWhole(target: string, bytes: Uint8Array): Promise<void> {
  const partial = `${target}.${process.pid}-${threadId}-${written++}.partial`
  try {
    await mkdir(dirname(target), { recursive: true })
    await writeFile(partial, bytes)
    await rename(partial, target)
  } catch (error) {
    await rm(partial, { force: true })
    throw mapFileError(error, basename(target), 'cannot-write')
  }
}

/** Writes an upright JPEG of a photo that is at most `longSidePx` long. A damaged photo gives its readable part. */
export async function renderPhoto(task: RenderTask): Promise<RenderOutcome> {
  try {
    const { bytes, sniffed } = await readPhoto(task.path)
    if (sniffed.kind === 'refused') return sniffed
    if (sniffed.kind === 'incomplete') return { kind: 'refused', code: 'image-damaged', reason: endsInHeader }
    const render = task.longSidePx <= thumbnailSidePx ? renderThumbnail : renderView
    const picture = await render(bytes, sniffed.header, task.longSidePx)
    await writeWhole(task.target, picture.bytes)
    return { kind: 'rendered', size: picture.size }
  } catch (error) {
    return asRefusal(error)
  }
}
