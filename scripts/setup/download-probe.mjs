import { join } from 'node:path'
import { readJson, removeTree, writeWhole } from './small-files.mjs'

const probeMs = 10_000
const memoryMs = 24 * 60 * 60 * 1000

/**
 * Whether a download address answers. A failure is remembered for a day, so that a machine without that part of the
 * network does not wait again at every start.
 * @param {string} url
 * @param {string} cacheFolder
 * @returns {Promise<boolean>}
 */
export async function canDownload(url, cacheFolder) {
  const memory = join(cacheFolder, 'unreachable.json')
  const remembered = /** @type {{ url: string, failedAtMs: number } | undefined} */ (readJson(memory))
  if (remembered?.url === url && Math.abs(Date.now() - remembered.failedAtMs) < memoryMs) return false
  if (await answers(url)) {
    removeTree(memory)
    return true
  }
  writeWhole(memory, JSON.stringify({ url, failedAtMs: Date.now() }))
  return false
}

/** @param {string} url */
async function answers(url) {
  try {
    const response = await fetch(url, { method: 'HEAD', redirect: 'follow', signal: AbortSignal.timeout(probeMs) })
    return response.ok
  } catch (error) {
    // fetch reports every kind of unreachable host as one of these two; anything else is a fault of this code.
    if (error instanceof TypeError || error instanceof DOMException) return false
    throw error
  }
}
