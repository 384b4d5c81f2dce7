import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodePhoto } from './decode-photo'
import { readPhoto } from './read-photo'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-photo-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function place(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

function picture() {
  return sharp({ create: { width: 20, height: 10, channels: 3, background: '#c81e1e' } })
}

describe('readPhoto', () => {
  it('gives bytes, hash and header of one reading', async () => {
    const path = await place('abc.txt', 'abc')
    const file = await readPhoto(path)
    expect(Buffer.from(file.bytes).toString()).toBe('abc')
    // FIPS 180-4, appendix: the message "abc".
    expect(file.contentHash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(file.sniffed).toMatchObject({ kind: 'refused', code: 'not-an-image' })
    expect(Math.abs(file.modifiedMs - Date.now())).toBeLessThan(60_000)
  })

  it('goes by content where the extension is wrong or missing', async () => {
    const files = [
      ['png.jpg', await picture().png().toBuffer(), 'png', ['extension-differs']],
      ['webp.png', await picture().webp().toBuffer(), 'webp', ['extension-differs']],
      ['PHOTO.JPG', await picture().jpeg().toBuffer(), 'jpeg', []],
      ['noext', await picture().jpeg().toBuffer(), 'jpeg', []],
      ["quote'\" #50% 写真.jpg", await picture().jpeg().toBuffer(), 'jpeg', []],
    ] as const
    for (const [name, bytes, format, notes] of files) {
      const { sniffed } = await readPhoto(await place(name, bytes))
      expect(sniffed).toMatchObject({ kind: 'image', header: { format, notes } })
    }
  })

  it('tells why a file cannot be read', async () => {
    await expect(readPhoto(join(folder, 'gone.jpg'))).rejects.toMatchObject({
      code: 'cannot-read',
      message: expect.stringMatching(/^Cannot read .*gone\.jpg/),
    })
    await expect(readPhoto(folder)).rejects.toMatchObject({ code: 'cannot-read' })
  })

  it('reads many files at once', async () => {
    const path = await place('many.jpg', await picture().jpeg().toBuffer())
    const files = await Promise.all(Array.from({ length: 2000 }, () => readPhoto(path)))
    expect(new Set(files.map((file) => file.contentHash)).size).toBe(1)
  })
})

describe('decodePhoto from a path', () => {
  it('reads and decodes', async () => {
    const path = await place('photo.png', await picture().png().toBuffer())
    const { sniffed } = await readPhoto(path)
    if (sniffed.kind !== 'image') throw new Error('not an image')
    const photo = await decodePhoto(path, sniffed.header, { atLeast: { width: 20, height: 10 } })
    expect([...photo.image.data.subarray(0, 3)]).toEqual([0xc8, 0x1e, 0x1e])
  })

  it('notices that the file is no longer the one of the header', async () => {
    const path = await place('changed.png', await picture().png().toBuffer())
    const { sniffed } = await readPhoto(path)
    if (sniffed.kind !== 'image') throw new Error('not an image')
    await place('changed.png', await picture().resize(9, 9).png().toBuffer())
    await expect(decodePhoto(path, sniffed.header, { atLeast: { width: 20, height: 10 } })).rejects.toMatchObject({
      code: 'image-damaged',
    })
  })
})
