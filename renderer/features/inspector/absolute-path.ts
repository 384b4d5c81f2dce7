/** Absolute path of a photo, with the separator of its root folder. */
export function absolutePath(folderPath: string, relativePath: string): string {
  const separator = folderPath.includes('\\') && !folderPath.includes('/') ? '\\' : '/'
  const root = folderPath.endsWith(separator) ? folderPath.slice(0, -1) : folderPath
  return `${root}${separator}${relativePath.replaceAll('/', separator)}`
}
