import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const samples = resolve(import.meta.dirname, '../../resources/samples')

/** Names of the sample photos that the stories use; chelsea.jpg is stored turned, with EXIF orientation 6. */
export const storyPhotos = ['astronaut.jpg', 'chelsea.jpg', 'coffee.jpg', 'motorcycle.jpg'] as const

/** Every sample photo: enough for a run that can be interrupted. */
export const allSamples = [
  ...storyPhotos,
  'cameraman.jpg',
  'clock.jpg',
  'coins.jpg',
  'flower.jpg',
  'rocket.jpg',
  'temple.jpg',
] as const

/** Makes a folder with copies of sample photos. */
export async function photoFolder(folder: string, names: readonly string[] = storyPhotos): Promise<string> {
  await mkdir(folder, { recursive: true })
  await Promise.all(names.map((name) => copyFile(join(samples, name), join(folder, name))))
  return folder
}

/** Adds a JPEG whose last two fifths are missing, as after a broken copy. */
export async function addCutPhoto(folder: string, name: string): Promise<void> {
  const whole = await readFile(join(samples, 'motorcycle.jpg'))
  await writeFile(join(folder, name), whole.subarray(0, Math.floor(whole.length * 0.6)))
}
