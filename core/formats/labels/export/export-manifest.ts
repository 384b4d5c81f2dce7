import type { Dataset, DatasetClass, DatasetImage, PixelFrame } from '#core/model/dataset'
import type { OutputFile } from '#core/formats/labels/label-format'
import { isObject, sizeOf } from '#core/formats/labels/text/json-fields'
import { readText } from '#core/formats/labels/text/read-text'
import type { InputTree } from '#core/formats/labels/tree/input-tree'
import { baseName, folderOf, joinPath, looksLikePhoto } from '#core/formats/labels/tree/paths'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import type { DatasetBuilder, ImageDraft } from '#core/formats/labels/dataset-builder'
import { partsFile } from './output-file'

/** Not ".json": readers that take every JSON file of a folder would stumble over it. */
const manifestName = 'mobilabel-export.manifest'

/**
 * The file that states what most formats have no place for: the pixel frame, whether these are predictions, and for each
 * photo its name in the library, size, part and whether it was reviewed. `pathOf` is the photo's path in the export.
 */
export function manifestFile(
  dataset: Dataset,
  format: string,
  pathOf: (file: string) => string,
  details: Readonly<Record<string, unknown>> = {},
): OutputFile {
  return partsFile(manifestName, function* manifest() {
    const labels = dataset.predictions ? 'predictions' : 'human'
    const head = { tool: 'Mobilabel', format, pixel_frame: dataset.frame, labels, classes: dataset.classes, details }
    yield `${JSON.stringify(head).slice(0, -1)},"photos":[`
    for (const [index, image] of dataset.images.entries()) yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify(photoEntry(image, pathOf(image.file)))}`
    yield '\n]}\n'
  })
}

function photoEntry(image: DatasetImage, path: string): Record<string, unknown> {
  const { file, size, reviewed, split, contentHash } = image
  return { path, file, width: size?.width, height: size?.height, reviewed, split, sha256: contentHash }
}

/** True when an export has nothing but photos, its manifest and files that name classes, as one without any labels may. */
export function isManifestAlone(outline: TreeOutline, nameFiles: readonly string[] = []): boolean {
  const others = [...outline.keys()].filter((path) => !looksLikePhoto(path) && !nameFiles.includes(path))
  return others.length === 1 && baseName(others[0] ?? '') === manifestName
}

/** What an export says about itself. */
export interface ExportManifest {
  readonly frame: PixelFrame
  readonly predictions: boolean
  readonly classes: readonly DatasetClass[]
  /** Folder of the export in the tree, without a closing "/". */
  readonly folder: string
  /** Whatever the format put there besides. */
  readonly details: Readonly<Record<string, unknown>>
  /** By path in the tree. */
  readonly photos: ReadonlyMap<string, DatasetImage>
}

/** The manifest of a tree, null when it has none; a damaged one counts as none. */
export async function readManifest(tree: InputTree): Promise<ExportManifest | null> {
  const path = tree.paths.find((candidate) => baseName(candidate) === manifestName)
  if (path === undefined) return null
  const document = parse(await readText(tree, path))
  if (!isObject(document) || document['tool'] !== 'Mobilabel' || !Array.isArray(document['photos'])) return null
  const photos = new Map<string, DatasetImage>()
  for (const entry of document['photos']) {
    if (!isObject(entry) || typeof entry['path'] !== 'string' || typeof entry['file'] !== 'string') continue
    const { split, sha256 } = entry
    photos.set(joinPath(folderOf(path), entry['path']), {
      file: entry['file'],
      size: sizeOf(entry['width'], entry['height']),
      reviewed: entry['reviewed'] !== false,
      labels: [],
      ...(split === 'train' || split === 'val' || split === 'test' ? { split } : {}),
      ...(typeof sha256 === 'string' ? { contentHash: sha256 } : {}),
    })
  }
  const classes = Array.isArray(document['classes']) ? document['classes'].flatMap(classOf) : []
  const details = isObject(document['details']) ? document['details'] : {}
  const frame = document['pixel_frame'] === 'raw' ? 'raw' : 'upright'
  return { frame, predictions: document['labels'] === 'predictions', classes, folder: folderOf(path), details, photos }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function classOf(entry: unknown): DatasetClass[] {
  if (!isObject(entry) || typeof entry['name'] !== 'string') return []
  const { name, id, supercategory, color } = entry
  return [
    {
      name,
      ...(typeof id === 'number' ? { id } : {}),
      ...(typeof supercategory === 'string' ? { supercategory } : {}),
      ...(typeof color === 'string' ? { color } : {}),
    },
  ]
}

/** Puts everything a manifest says into a data set that is being read; labels come from the files of the format. */
export function applyManifest(builder: DatasetBuilder, manifest: ExportManifest | null): void {
  if (manifest === null) return
  builder.frame = manifest.frame
  builder.predictions = manifest.predictions
  for (const declared of manifest.classes) builder.addClass(declared)
  for (const photo of manifest.photos.values()) fill(builder.image(photo.file, photo.size), photo)
}

function fill(draft: ImageDraft, photo: DatasetImage): void {
  draft.reviewed = photo.reviewed
  if (photo.split !== undefined) draft.split = photo.split
  if (photo.contentHash !== undefined) draft.contentHash = photo.contentHash
}
