import { manifestFile } from '#core/formats/labels/export/export-manifest'
import { photoFile } from '#core/formats/labels/export/output-file'
import { planPhotoPaths } from '#core/formats/labels/export/plan-photo-paths'
import type { FormatCapabilities } from '#core/formats/labels/fit/capabilities'
import { holdsTags } from '#core/formats/labels/fit/holds-tags'
import type { OutputFile, WriteRequest } from '#core/formats/labels/label-format'
import { sameNameKey } from '#core/formats/labels/tree/paths'
import { splitOfPath } from '#core/formats/labels/tree/split-of-path'
import type { Dataset, DatasetImage } from '#core/model/dataset'

export const yoloClassifyCapabilities: FormatCapabilities = {
  ...holdsTags,
  tags: 'one',
}

/** Place in the manifest of photos without a tag; nothing is written there. */
export const untaggedFolder = '_untagged'

/** `<part>/<class>/…` with the photos (docs.ultralytics.com/datasets/classify). Labels alone are the manifest, which names the folder of each photo. */
export function* writeYoloClassify({ dataset, photos }: WriteRequest): Iterable<OutputFile> {
  const folders = classFolders(dataset)
  const paths = planPhotoPaths(dataset.images, 'whole-name')
  const pathOf = new Map(dataset.images.map((image) => [image.file, `${image.split ?? 'train'}/${folderOf(image, folders)}/${paths.get(image.file) ?? image.file}`]))
  const written = Object.fromEntries([...folders].map(([name, folder]) => [folder, name]))
  yield manifestFile(dataset, 'yolo-classify', (file) => pathOf.get(file) ?? file, written)
  if (photos === 'labels-only') return
  for (const image of dataset.images) if (image.labels.length > 0) yield photoFile(pathOf.get(image.file) ?? image.file, image.file)
}

function folderOf(image: DatasetImage, folders: ReadonlyMap<string, string>): string {
  const tag = image.labels[0]
  return tag === undefined ? untaggedFolder : (folders.get(tag.className) ?? untaggedFolder)
}

/** A folder per class that every file system takes and that is not mistaken for a part. */
function classFolders(dataset: Dataset): ReadonlyMap<string, string> {
  const taken = new Set([untaggedFolder])
  return new Map(
    dataset.classes.map(({ name }) => {
      const plain = [...name].map((character) => (character < ' ' || '<>:"/\\|?*'.includes(character) ? '_' : character)).join('').replace(/[. ]+$/, '').trimStart()
      const base = plain === '' || splitOfPath(plain) !== undefined ? `_${plain}` : plain
      let folder = base
      for (let number = 2; taken.has(sameNameKey(folder)); number++) folder = `${base}_${number}`
      taken.add(sameNameKey(folder))
      return [name, folder]
    }),
  )
}
