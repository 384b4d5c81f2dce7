import { writeFile } from 'node:fs/promises'
import type { storyPhotos } from './photo-folder'

type StoryPhoto = (typeof storyPhotos)[number]

/** Upright sizes of the story photos in pixels, as an image viewer tells them. */
export const storySizes = {
  'astronaut.jpg': { width: 512, height: 512 },
  'chelsea.jpg': { width: 451, height: 300 },
  'coffee.jpg': { width: 600, height: 400 },
  'motorcycle.jpg': { width: 741, height: 500 },
} as const satisfies Readonly<Record<StoryPhoto, { readonly width: number; readonly height: number }>>

export interface CocoBox {
  readonly file: string
  readonly className: string
  /** x, y, width, height in pixels of the upright photo. */
  readonly bbox: readonly [number, number, number, number]
}

/** Writes boxes as a COCO file, the way its published description has it. */
export async function writeCocoFile(path: string, boxes: readonly CocoBox[], sizeOf: (file: string) => { readonly width: number; readonly height: number }): Promise<void> {
  const files = [...new Set(boxes.map(({ file }) => file))]
  const classes = [...new Set(boxes.map(({ className }) => className))]
  const content = {
    images: files.map((file, at) => ({ id: at + 1, file_name: file, ...sizeOf(file) })),
    categories: classes.map((name, at) => ({ id: at + 1, name })),
    annotations: boxes.map(({ file, className, bbox }, at) => ({
      id: at + 1,
      image_id: files.indexOf(file) + 1,
      category_id: classes.indexOf(className) + 1,
      bbox,
      area: bbox[2] * bbox[3],
      iscrowd: 0,
    })),
  }
  await writeFile(path, JSON.stringify(content))
}
