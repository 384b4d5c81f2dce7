import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadSharp } from '../runtime/decode/load-sharp'
import type { SizePx } from '#core/model/photo'

const colours = { red: '#ff0000', green: '#00ff00', blue: '#0000ff', white: '#ffffff' } as const
export type Colour = keyof typeof colours

export async function colourJpeg(colour: Colour, size: SizePx = { width: 64, height: 48 }): Promise<Uint8Array> {
  return loadSharp().sharp({ create: { ...size, channels: 3, background: colours[colour] } }).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer()
}

/** Writes one-coloured JPEGs, turn by turn red, green and blue, all with different bytes; returns their names in order. */
export async function writeColourPhotos(folder: string, count: number, size?: SizePx): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true })
  const pictures = await Promise.all((['red', 'green', 'blue'] as const).map((colour) => colourJpeg(colour, size)))
  return Array.from({ length: count }, (_, index) => {
    const name = `photo-${String(index).padStart(4, '0')}.jpg`
    // Bytes behind the end of a JPEG change its hash and nothing else.
    writeFileSync(join(folder, name), Buffer.concat([pictures[index % 3] ?? new Uint8Array(), Buffer.from(String(index))]))
    return name
  })
}
