import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { MobilabelApp } from '../pages/mobilabel-app'

const samples = resolve(import.meta.dirname, '../../resources/samples')

/** Parts of a photo as shares of its sides, none like another: x, y, width and height. */
const cuts = [
  [0, 0, 1, 1],
  [0, 0, 0.72, 0.8],
  [0.28, 0, 0.72, 0.8],
  [0, 0.2, 0.72, 0.8],
  [0.28, 0.2, 0.72, 0.8],
  [0.1, 0.1, 0.8, 0.8],
  [0, 0.08, 1, 0.7],
  [0.15, 0, 0.7, 1],
  [0.05, 0.3, 0.9, 0.7],
  [0.2, 0.15, 0.62, 0.66],
  [0, 0, 0.86, 1],
  [0.14, 0, 0.86, 1],
] as const

/** How many photos each sample gives. */
export const cutsPerSample = cuts.length

interface Variations {
  readonly sample: string
  readonly className: string
}

/**
 * Cuts other photos out of sample photos, each in its own size, and a table that says what is in them: labels.csv beside the folder.
 * The pictures are cut by the app that is running, since the tests have no decoder of their own.
 */
export async function writeVariations(app: MobilabelApp, folder: string, variations: readonly Variations[]): Promise<{ readonly photos: number; readonly table: string }> {
  await mkdir(folder, { recursive: true })
  const rows: string[] = []
  for (const { sample, className } of variations) {
    const pictures = await app.electron.evaluate(
      ({ nativeImage }, { path, shares }) => {
        const whole = nativeImage.createFromPath(path)
        const { width, height } = whole.getSize()
        return shares.map(([x, y, w, h], at) =>
          whole
            .crop({ x: Math.round(x * width), y: Math.round(y * height), width: Math.round(w * width), height: Math.round(h * height) })
            .resize({ width: 300 + 10 * at, quality: 'best' })
            .toJPEG(88)
            .toString('base64'),
        )
      },
      { path: join(samples, sample), shares: cuts.map((cut) => [...cut] as [number, number, number, number]) },
    )
    for (const [at, picture] of pictures.entries()) {
      const name = `${sample.replace('.jpg', '')}-${at + 1}.jpg`
      await writeFile(join(folder, name), Buffer.from(picture, 'base64'))
      rows.push(`${name},${className}`)
    }
  }
  const table = `${folder}.csv`
  await writeFile(table, ['image,class', ...rows, ''].join('\n'))
  return { photos: rows.length, table }
}
