import { net, type Session } from 'electron'
import { realpath } from 'node:fs/promises'
import { sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundlePath } from './bundle-path'
import { contentSecurityPolicy } from './content-security-policy'

const sharedHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
}

const outside = 'This address is outside the app.'

function plainAnswer(status: number, sentence: string): Response {
  return new Response(sentence, { status, headers: { ...sharedHeaders, 'Content-Type': 'text/plain; charset=utf-8' } })
}

async function answer(rendererFolder: string, { url, method }: Request): Promise<Response> {
  const path = method === 'GET' ? bundlePath(rendererFolder, url) : null
  if (path === null) return plainAnswer(403, outside)
  try {
    // A link inside the folder must not lead out of it either.
    const [root, real] = await Promise.all([realpath(rendererFolder), realpath(path)])
    if (!real.startsWith(root + sep)) return plainAnswer(403, outside)
    const { body, headers } = await net.fetch(pathToFileURL(real).href)
    const contentType = headers.get('content-type') ?? 'application/octet-stream'
    return new Response(body, { headers: { ...sharedHeaders, 'Content-Type': contentType } })
  } catch {
    return plainAnswer(404, 'The app has no such file.')
  }
}

/** Serves the built page as app://bundle/ with the content policy on every answer. */
export function servePage(session: Session, rendererFolder: string): void {
  session.protocol.handle('app', (request) => answer(rendererFolder, request))
}
