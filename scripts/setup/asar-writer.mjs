import { createHash } from 'node:crypto'

const blockBytes = 4 * 1024 * 1024

/**
 * An asar archive of files in its top folder (format: the asar README of the Electron project). The header is a
 * Chromium Pickle: [4, pickle bytes][payload bytes, JSON bytes, JSON padded to 4] and the files follow it.
 * @param {Readonly<Record<string, Uint8Array>>} files name to content; names without a slash
 * @returns {Buffer}
 */
export function writeAsar(files) {
  let offset = 0
  /** @type {Record<string, object>} */
  const entries = {}
  for (const [name, content] of Object.entries(files)) {
    if (name.includes('/')) throw new Error(`an asar entry here has no folder: ${name}`)
    entries[name] = { size: content.length, offset: String(offset), integrity: integrityOf(content) }
    offset += content.length
  }

  const json = Buffer.from(JSON.stringify({ files: entries }), 'utf8')
  const paddedBytes = Math.ceil(json.length / 4) * 4
  const header = Buffer.alloc(16 + paddedBytes)
  header.writeUInt32LE(4, 0)
  header.writeUInt32LE(8 + paddedBytes, 4)
  header.writeUInt32LE(4 + paddedBytes, 8)
  header.writeUInt32LE(json.length, 12)
  json.copy(header, 16)
  return Buffer.concat([header, ...Object.values(files)])
}

/** @param {Uint8Array} content */
function integrityOf(content) {
  const blocks = []
  for (let start = 0; start === 0 || start < content.length; start += blockBytes) {
    blocks.push(sha256(content.subarray(start, start + blockBytes)))
  }
  return { algorithm: 'SHA256', hash: sha256(content), blockSize: blockBytes, blocks }
}

/** @param {Uint8Array} bytes */
function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}
