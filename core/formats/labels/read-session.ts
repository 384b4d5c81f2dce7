import type { DatasetImage } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'
import type { ImageDraft } from './dataset-builder'
import { DatasetBuilder } from './dataset-builder'
import type { ExportManifest } from './export/export-manifest'
import { applyManifest, readManifest } from './export/export-manifest'
import type { ReadOutcome, ReadRequest } from './label-format'
import type { ClassPicture } from './shapes/class-picture'
import { readClassPicture } from './shapes/class-picture'
import { frameSize } from './shapes/turn-shape'
import { JsonDamage } from './text/json-damage'
import { XmlDamage } from './text/xml-stream'
import { readBytes } from './tree/input-tree'
import { PhotoIndex } from './tree/photo-index'

/** One import: the data set being built, the photos of the tree, and what an export of our own says about itself. */
export class ReadSession {
  readonly builder = new DatasetBuilder()
  readonly photos: PhotoIndex

  private constructor(
    readonly request: ReadRequest,
    readonly manifest: ExportManifest | null,
  ) {
    this.photos = new PhotoIndex(request.tree)
    applyManifest(this.builder, manifest)
  }

  static async open(request: ReadRequest): Promise<ReadSession> {
    return new ReadSession(request, await readManifest(request.tree))
  }

  /** The image that `labelFile` calls `name`; `part` as in PhotoIndex.locate. */
  image(labelFile: string, name: string, size: SizePx | null, part = ''): ImageDraft {
    const located = this.photos.locate(labelFile, name, part)
    const known = this.knownPhoto(name) ?? this.knownPhoto(`images/${name}`) ?? this.manifest?.photos.get(located)
    return this.builder.image(known?.file ?? located, size, labelFile)
  }

  /** What the manifest says of the photo at this path of the export. */
  knownPhoto(path: string): DatasetImage | undefined {
    return this.manifest?.photos.get(this.manifest.folder === '' ? path : `${this.manifest.folder}/${path}`)
  }

  /** Sets the part of an image when the export has not said it already. */
  setSplit(image: ImageDraft, split: DatasetImage['split']): void {
    if (this.manifest === null && split !== undefined) image.split ??= split
  }

  /** Size of a photo in the frame of the labels, from what is known or from the photo itself; null when it is nowhere. */
  async sizeOf(image: ImageDraft): Promise<SizePx | null> {
    if (image.size === null) {
      const facts = await this.request.photoFacts(image.file)
      if (facts !== null) image.size = frameSize(facts, this.builder.frame)
    }
    return image.size
  }

  /** What was read, once everything is: labels of photos whose size only the photo tells are checked against it. */
  async finish(): Promise<ReadOutcome> {
    for (const image of this.builder.sizeless()) if ((await this.sizeOf(image)) !== null) this.builder.recheck(image)
    return this.builder.build()
  }

  /** Runs the reading of a whole file: damage in it is noted, what was read before stays. */
  async wholeFile(file: string, read: () => Promise<void>): Promise<void> {
    try {
      await read()
    } catch (error) {
      if (!(error instanceof JsonDamage) && !(error instanceof XmlDamage)) throw error
      this.builder.refused(file, `line ${error.line}`, `the file is damaged from here on: ${error.message}`)
    }
  }

  /** A mask PNG of the tree; null and a note when it cannot be read. */
  async classPicture(file: string): Promise<ClassPicture | null> {
    const bytes = await readBytes(this.request.tree, file)
    try {
      return readClassPicture(bytes, this.request.inflate)
    } catch (error) {
      // Inflating throws whatever the host's zlib throws.
      this.builder.refused(file, '', error instanceof Error ? error.message : String(error))
      return null
    }
  }
}
