/** Name of a file without its folders. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Folders of a file without the closing "/"; empty at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** The path without the last extension. */
export function withoutExtension(path: string): string {
  const dot = path.lastIndexOf('.')
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path
}

/** The last extension with its dot, as written; empty when there is none. */
export function extensionOf(path: string): string {
  return path.slice(withoutExtension(path).length)
}

/** Folder and file as one path, "." and ".." resolved as far as the path goes. */
export function joinPath(folder: string, file: string): string {
  const parts: string[] = []
  for (const part of `${folder}/${file}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

/** A path as written by any system, with "/" and without "./" in front. */
export function plainPath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')
}

const photoExtensions = new Set(['.jpg', '.jpeg', '.jfif', '.png', '.webp', '.bmp', '.gif', '.tif', '.tiff', '.avif', '.heic', '.heif'])

export function looksLikePhoto(path: string): boolean {
  return photoExtensions.has(extensionOf(path).toLowerCase())
}

/** One spelling for names that some file system takes for the same. */
export function sameNameKey(path: string): string {
  return path.normalize('NFC').toLowerCase()
}
