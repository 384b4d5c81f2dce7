import type { ImageDraft } from '#core/formats/labels/dataset-builder'
import type { ReadOutcome, ReadRequest } from '#core/formats/labels/label-format'
import { ReadSession } from '#core/formats/labels/read-session'
import { sizeOf } from '#core/formats/labels/text/json-fields'
import { linesOf, readText } from '#core/formats/labels/text/read-text'
import type { XmlElement } from '#core/formats/labels/text/xml-stream'
import { entityNote, readXmlStream, xmlChild, xmlChildren, xmlText } from '#core/formats/labels/text/xml-stream'
import { baseName, extensionOf, folderOf, joinPath, looksLikePhoto, plainPath, withoutExtension } from '#core/formats/labels/tree/paths'
import { splitOfPath } from '#core/formats/labels/tree/split-of-path'
import type { DatasetImage } from '#core/model/dataset'
import { readLabelMap } from './label-map'
import type { VocObject } from './read-object'
import { readVocObject } from './read-object'
import { readVocMasks } from './read-masks'
import { maskFolderShape } from './sniff'

/** A photo of a VOC tree with the objects of its XML, in their order: masks go by it. */
export interface VocImage {
  readonly image: ImageDraft
  readonly objects: (VocObject | null)[]
}

/** Reads Pascal VOC: XML annotations, masks of classes and objects, and the lists of parts (VOC2012 devkit). */
export async function readVoc(request: ReadRequest): Promise<ReadOutcome> {
  const session = await ReadSession.open(request)
  const reader = new VocReader(session, await readImageSets(request))
  for (const file of request.files) if (!maskFolderShape.test(folderOf(file))) await session.wholeFile(file, () => reader.readAnnotation(file))
  const masks = request.files.filter((file) => maskFolderShape.test(folderOf(file)))
  if (masks.length > 0) await readVocMasks(session, masks, await readLabelMap(request.tree), (stem) => reader.imageOfStem(stem))
  reader.addBoxes()
  await reader.addPresence(request)
  return session.finish()
}

class VocReader {
  private readonly images = new Map<string, VocImage & { readonly file: string }>()
  private readonly knownByStem: ReadonlyMap<string, DatasetImage>

  constructor(
    private readonly session: ReadSession,
    private readonly splits: ReadonlyMap<string, DatasetImage['split']>,
  ) {
    this.knownByStem = new Map([...(session.manifest?.photos ?? [])].map(([path, photo]) => [idOf(path), photo]))
  }

  async readAnnotation(file: string): Promise<void> {
    const { builder, request } = this.session
    await readXmlStream(request.tree.chunks(file), {
      isRecord: () => true,
      record: (annotation) => this.takeAnnotation(file, annotation),
      entity: (line) => builder.changed(file, `line ${line}`, entityNote),
    })
  }

  private takeAnnotation(file: string, annotation: XmlElement): void {
    const { builder } = this.session
    const size = xmlChild(annotation, 'size')
    const stated = size === undefined ? null : sizeOf(xmlText(size, 'width'), xmlText(size, 'height'))
    const image = this.imageOf(file, plainPath(xmlText(annotation, 'filename')))
    if (stated !== null) builder.setSize(image, stated, file)
    const objects: (VocObject | null)[] = []
    for (const [index, object] of xmlChildren(annotation, 'object').entries()) {
      const where = `object ${index + 1}, line ${object.line}`
      let read: VocObject | null = null
      builder.record(file, where, () => {
        read = readVocObject(object)
      })
      objects.push(read)
    }
    this.images.set(idOf(file), { image, objects, file })
  }

  /** The photo of an annotation: by its own name, else by the name it states. */
  private imageOf(file: string, stated: string): ImageDraft {
    const { builder, photos } = this.session
    const id = idOf(file)
    const known = this.knownByStem.get(id)
    if (known !== undefined) return builder.image(known.file, known.size)
    const folder = folderOf(file)
    const photoFolder = folder.replace(/(^|\/)Annotations(?=\/|$)/, '$1JPEGImages')
    const ownStem = baseName(withoutExtension(file))
    const own = photos.withStem(joinPath(photoFolder, ownStem)) ?? photos.withStem(joinPath(folder, ownStem))
    const statedPhoto = stated === '' ? '' : photos.locate(joinPath(photoFolder, 'x'), stated)
    const statedStem = baseName(looksLikePhoto(stated) ? withoutExtension(stated) : stated)
    if (stated !== '' && statedStem !== ownStem) {
      builder.changed(file, 'filename', `it names the photo ${stated}, the file is called ${baseName(file)}: ${own === null && photos.has(statedPhoto) ? 'the photo it names' : 'its own name'} was taken`)
    }
    const fallback = joinPath(folderOf(id), ownStem + (extensionOf(stated) || '.jpg'))
    const isOwnName = statedStem === ownStem || stated === ''
    const image = builder.image(own ?? (photos.has(statedPhoto) ? statedPhoto : isOwnName && stated !== '' ? joinPath(folderOf(id), baseName(stated)) : fallback))
    this.session.setSplit(image, this.splits.get(id))
    return image
  }

  /** The photo a mask belongs to. */
  imageOfStem(maskFile: string): VocImage {
    const id = idOf(maskFile)
    const known = this.images.get(id)
    if (known !== undefined) return known
    const photoFolder = folderOf(maskFile).replace(/(^|\/)Segmentation(?:Class|Object)(?=\/|$)/, '$1JPEGImages')
    const entry = this.knownByStem.get(id)
    const stem = baseName(withoutExtension(maskFile))
    const found = this.session.photos.withStem(joinPath(photoFolder, stem)) ?? this.session.photos.withStem(`JPEGImages/${id}`)
    const image = this.session.builder.image(entry?.file ?? found ?? `${id}.jpg`, entry?.size ?? null)
    this.session.setSplit(image, this.splits.get(id))
    const made = { image, objects: [], file: maskFile }
    this.images.set(id, made)
    return made
  }

  /** A class that lists call present in a photo, and that none of its objects has, is a tag. */
  async addPresence(request: ReadRequest): Promise<void> {
    const { builder } = this.session
    for (const file of request.tree.paths) {
      const className = presenceList.exec(file)?.[1]
      if (className === undefined) continue
      for (const [index, line] of linesOf(await readText(request.tree, file)).entries()) {
        const id = /^(.*\S)\s+1\s*$/.exec(line)?.[1]
        if (id === undefined) continue
        const { image } = this.imageOfStem(`${id}.png`)
        const where = `line ${index + 1}`
        if (image.labels.every((label) => label.className !== className)) builder.record(file, where, () => builder.addLabel(image, { className, shape: { kind: 'tag' } }, file, where))
      }
    }
  }

  addBoxes(): void {
    const { builder } = this.session
    for (const { image, objects, file } of this.images.values()) {
      for (const [index, object] of objects.entries()) {
        const where = `object ${index + 1}`
        if (object === null || object.isExtentOfMask) continue
        builder.record(file, where, () => {
          builder.addLabel(image, object.label, file, where)
          for (const change of object.changes) builder.changed(file, where, change)
        })
      }
    }
  }
}

/** The kinds of lists that say of every photo whether a class is in it: 1 means yes. */
const presenceList = /(?:^|\/)ImageSets\/Main\/(.+)_(?:train|val|trainval|test)\.txt$/

/** Sub-folders and name of an image without the devkit's folder and the extension. */
function idOf(path: string): string {
  return withoutExtension(path).replace(/^(?:.*\/)?(?:Annotations|JPEGImages|SegmentationClass|SegmentationObject)\//, '')
}

/** Parts of `ImageSets/<kind>/{train,val,test}.txt`; a photo that several name has none. */
async function readImageSets(request: ReadRequest): Promise<ReadonlyMap<string, DatasetImage['split']>> {
  const splits = new Map<string, DatasetImage['split']>()
  for (const path of request.tree.paths) {
    const split = /(?:^|\/)ImageSets\/[^/]+\/(?:train|val|test)\.txt$/.test(path) ? splitOfPath(baseName(path)) : undefined
    if (split === undefined) continue
    for (const line of linesOf(await readText(request.tree, path))) {
      const id = line.trim()
      if (id !== '') splits.set(id, splits.has(id) && splits.get(id) !== split ? undefined : split)
    }
  }
  return splits
}
