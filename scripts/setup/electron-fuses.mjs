const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'latin1')
const wireVersion = 1

/**
 * Positions in Electron's fuse wire, version 1 (Electron's documentation, "Fuses").
 * @typedef {'EnableNodeCliInspectArguments' | 'LoadBrowserProcessSpecificV8Snapshot'} FuseName
 */

/** @type {Readonly<Record<FuseName, number>>} */
const positions = { EnableNodeCliInspectArguments: 3, LoadBrowserProcessSpecificV8Snapshot: 6 }

/**
 * Sets fuses in an Electron executable's bytes, in place.
 * @param {Buffer} binary
 * @param {Readonly<Partial<Record<FuseName, 'on' | 'off'>>>} states
 * @returns {string} the whole wire afterwards, for example `10110001`
 * @throws {Error} when there is no such wire, more than one, or a fuse has been removed from the binary
 */
export function setFuses(binary, states) {
  const at = binary.indexOf(sentinel)
  if (at < 0) throw new Error('no fuse wire in this executable')
  if (binary.indexOf(sentinel, at + 1) >= 0) throw new Error('more than one fuse wire in this executable')
  const version = binary[at + sentinel.length]
  const length = binary[at + sentinel.length + 1]
  if (version !== wireVersion || length === undefined) throw new Error(`fuse wire version ${version} is not known`)

  const start = at + sentinel.length + 2
  for (const [name, state] of Object.entries(states)) {
    const position = positions[/** @type {FuseName} */ (name)]
    const current = position < length ? String.fromCharCode(binary[start + position] ?? 0) : undefined
    if (current !== '0' && current !== '1') throw new Error(`fuse ${name} is not in this executable`)
    binary[start + position] = (state === 'on' ? '1' : '0').charCodeAt(0)
  }
  return binary.toString('latin1', start, start + length)
}
