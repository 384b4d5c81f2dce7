import type { ImageDraft } from '#core/formats/labels/dataset-builder'
import type { ReadOutcome, ReadRequest } from '#core/formats/labels/label-format'
import { ReadSession } from '#core/formats/labels/read-session'
import { sizeOf } from '#core/formats/labels/text/json-fields'
import type { XmlElement } from '#core/formats/labels/text/xml-stream'
import { entityNote, readXmlStream, xmlText } from '#core/formats/labels/text/xml-stream'
import { splitOfPath } from '#core/formats/labels/tree/split-of-path'
import type { SizePx } from '#core/model/photo'
import { isCvatShape, readCvatShape } from './read-shape'

/** Reads CVAT XML 1.1, for images and for video: every frame of a track is a photo. */
export async function readCvat(request: ReadRequest): Promise<ReadOutcome> {
  const session = await ReadSession.open(request)
  for (const file of request.files) await session.wholeFile(file, () => new CvatFile(session, file).read())
  return session.finish()
}

class CvatFile {
  /** Size of the frames of a video. */
  private frameSize: SizePx | null = null

  constructor(
    private readonly session: ReadSession,
    private readonly file: string,
  ) {}

  async read(): Promise<void> {
    const { builder, request } = this.session
    const records = new Set(['image', 'track', 'label', 'original_size'])
    await readXmlStream(request.tree.chunks(this.file), {
      isRecord: (name) => records.has(name),
      record: (element) => this.take(element),
      entity: (line) => builder.changed(this.file, `line ${line}`, entityNote),
    })
  }

  private take(element: XmlElement): void {
    switch (element.name) {
      case 'label':
        this.addClass(element)
        break
      case 'original_size':
        this.frameSize = sizeOf(xmlText(element, 'width'), xmlText(element, 'height'))
        break
      case 'image':
        this.takeImage(element)
        break
      case 'track':
        this.takeTrack(element)
        break
    }
  }

  private addClass(element: XmlElement): void {
    const name = xmlText(element, 'name')
    const color = xmlText(element, 'color')
    if (name !== '') this.session.builder.addClass({ name, ...(/^#[0-9a-fA-F]{6}$/.test(color) ? { color: color.toLowerCase() } : {}) })
  }

  private takeImage(element: XmlElement): void {
    const { builder } = this.session
    const { name = '', subset = '', width, height } = element.attributes
    if (name === '') {
      builder.refused(this.file, `line ${element.line}`, 'an image has no name')
      return
    }
    const image = this.session.image(this.file, name, sizeOf(width, height), subset)
    this.session.setSplit(image, splitOfPath(subset))
    for (const child of element.children) if (isCvatShape(child)) this.addShape(image, child)
  }

  private takeTrack(track: XmlElement): void {
    const className = track.attributes['label'] ?? ''
    for (const child of track.children) {
      if (!isCvatShape(child) || child.attributes['outside'] === '1') continue
      const frame = (child.attributes['frame'] ?? '').padStart(6, '0')
      this.addShape(this.session.image(this.file, `frame_${frame}`, this.frameSize), child, className, Number(track.attributes['id']))
    }
  }

  private addShape(image: ImageDraft, element: XmlElement, className?: string, track?: number): void {
    const { builder } = this.session
    const where = `line ${element.line}`
    builder.record(this.file, where, () => {
      const { label, change } = readCvatShape(element, image.size, className)
      const withTrack = track === undefined || !Number.isSafeInteger(track) ? label : { ...label, attributes: { ...label.attributes, track } }
      builder.addLabel(image, withTrack, this.file, where)
      if (change !== null) builder.changed(this.file, where, change)
    })
  }
}
