import { describe, expect, it } from 'vitest'
import { setFuses } from './electron-fuses.mjs'

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** @param {string} wire */
const binaryWith = (wire) => Buffer.from(`before${sentinel}\u0001${String.fromCharCode(wire.length)}${wire}after`, 'latin1')

describe('setFuses', () => {
  it('flips the named fuses and nothing else', () => {
    const binary = binaryWith('10100011')
    const wire = setFuses(binary, { EnableNodeCliInspectArguments: 'on', LoadBrowserProcessSpecificV8Snapshot: 'off' })
    expect(wire).toBe('10110001')
    expect(binary).toEqual(binaryWith('10110001'))
  })

  it('refuses a binary without a wire, with two, or with a version it does not know', () => {
    expect(() => setFuses(Buffer.from('nothing'), {})).toThrow('no fuse wire')
    expect(() => setFuses(Buffer.concat([binaryWith('1'), binaryWith('1')]), {})).toThrow('more than one')
    expect(() => setFuses(Buffer.from(`${sentinel}\u0002\u00011`, 'latin1'), {})).toThrow('version 2')
  })

  it('refuses to set a fuse that is removed or past the end', () => {
    expect(() => setFuses(binaryWith('101r0011'), { EnableNodeCliInspectArguments: 'on' })).toThrow('not in this')
    expect(() => setFuses(binaryWith('1010'), { LoadBrowserProcessSpecificV8Snapshot: 'off' })).toThrow('not in this')
  })
})
