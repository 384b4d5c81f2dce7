import { join, normalize, sep } from 'node:path'

/**
 * The file of the page's folder that an `app://bundle/...` address names; null for any address that leaves the
 * folder, names another host or cannot be decoded. "/" is index.html.
 */
export function bundlePath(rendererFolder: string, url: string): string | null {
  const address = parseAddress(url)
  if (address === null || address.host !== 'bundle') return null
  const name = decodePath(address.pathname)
  if (name === null || name.includes('\0') || name.includes('\\')) return null
  const root = normalize(rendererFolder + sep)
  const path = join(root, name === '/' ? 'index.html' : name)
  return path.startsWith(root) ? path : null
}

function parseAddress(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
