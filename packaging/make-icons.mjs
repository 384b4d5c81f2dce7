// node packaging/make-icons.mjs: draws resources/icons/icon.svg in every size that packages and windows need.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

const folder = join(import.meta.dirname, '..', 'resources', 'icons')
const sizesPx = [16, 32, 64, 128, 256, 512]
const drawingPx = 512
const drawingDpi = 72
/** Drawn this much larger and then reduced, for smooth edges. */
const oversampling = 4

const drawing = readFileSync(join(folder, 'icon.svg'))
for (const sizePx of sizesPx) {
  const density = (drawingDpi * sizePx * oversampling) / drawingPx
  const name = `${sizePx}x${sizePx}.png`
  const { size } = await sharp(drawing, { density })
    .resize(sizePx, sizePx)
    .png({ palette: true, effort: 10 })
    .toFile(join(folder, name))
  process.stdout.write(`${name} ${size} bytes\n`)
}
