import type { PhotoFormat } from '../../model/photo'

/** Usual extensions of each format, in lower case and without the dot. */
const extensionsByFormat: Readonly<Record<PhotoFormat, readonly string[]>> = {
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif', 'mpo'],
  png: ['png', 'apng'],
  webp: ['webp'],
  gif: ['gif'],
  bmp: ['bmp', 'dib'],
  tiff: ['tif', 'tiff'],
  avif: ['avif', 'avifs', 'heif'],
  heic: ['heic', 'heif', 'heics', 'hif'],
}

/** Kinds that people expect to open; they get a row with a reason rather than silence. */
const refusedExtensions = ['jp2', 'j2k', 'jxl', 'svg', 'dng', 'cr2', 'cr3', 'nef', 'arw', 'raf', 'orf', 'rw2', 'psd']

const photoExtensions: ReadonlySet<string> = new Set([...Object.values(extensionsByFormat).flat(), ...refusedExtensions])

/** Extension in lower case without its dot; empty when there is none. */
export function fileExtension(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  const dot = base.lastIndexOf('.')
  return dot <= 0 ? '' : base.slice(dot + 1).toLowerCase()
}

/** True when a scan lists the file by itself; other files are offered, off by default, if their bytes are an image. */
export function looksLikePhotoName(name: string): boolean {
  return photoExtensions.has(fileExtension(name))
}

/** True when the name has an extension that promises another format than the bytes hold. */
export function extensionDiffers(name: string, format: PhotoFormat): boolean {
  const extension = fileExtension(name)
  return extension !== '' && !extensionsByFormat[format].includes(extension)
}
