import { describe, expect, it } from 'vitest'
import { writeAsar } from './asar-writer.mjs'

const sha256OfHello = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'

describe('writeAsar', () => {
  const archive = writeAsar({ 'a.txt': Buffer.from('hello'), 'b.bin': Buffer.from([0, 255]) })
  const jsonBytes = archive.readUInt32LE(12)
  const paddedBytes = Math.ceil(jsonBytes / 4) * 4

  it('has the two nested pickles of the format in front', () => {
    expect(archive.readUInt32LE(0)).toBe(4)
    expect(archive.readUInt32LE(4)).toBe(paddedBytes + 8)
    expect(archive.readUInt32LE(8)).toBe(paddedBytes + 4)
  })

  it('names each file with size, offset after the header, and hash', () => {
    const { files } = JSON.parse(archive.toString('utf8', 16, 16 + jsonBytes))
    expect(files['a.txt']).toEqual({
      size: 5,
      offset: '0',
      integrity: { algorithm: 'SHA256', hash: sha256OfHello, blockSize: 4194304, blocks: [sha256OfHello] },
    })
    expect(files['b.bin']).toMatchObject({ size: 2, offset: '5' })
    expect(archive.subarray(16 + paddedBytes)).toEqual(Buffer.from([...Buffer.from('hello'), 0, 255]))
  })

  it('takes no folders', () => {
    expect(() => writeAsar({ 'a/b': Buffer.alloc(0) })).toThrow('no folder')
  })
})
