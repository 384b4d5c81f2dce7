import { AppError } from '#core/contract/errors'
import type { ReadOutcome, ReadRequest } from '#core/formats/labels/label-format'
import { packedColor, vocColor } from '#core/formats/labels/palette'
import { ReadSession } from '#core/formats/labels/read-session'
import { RecordError } from '#core/formats/labels/record-error'
import type { ClassPicture } from '#core/formats/labels/shapes/class-picture'
import { masksByValue } from '#core/formats/labels/shapes/mask-pixels'
import { joinPath, folderOf, withoutExtension, baseName } from '#core/formats/labels/tree/paths'
import { splitOfPath } from '#core/formats/labels/tree/split-of-path'
import type { ImageDraft } from '#core/formats/labels/dataset-builder'
import type { DatasetImage } from '#core/model/dataset'
import type { MaskLegend } from './legend'
import { legendFileOf, readLegend } from './legend'
import { maskFolder } from './sniff'

const voidIndex = 255

/** Reads masks of classes: one label per class and photo. */
export async function readMaskPng(request: ReadRequest): Promise<ReadOutcome> {
  const session = await ReadSession.open(request)
  const { builder } = session
  const legendFile = legendFileOf(request.tree.paths)
  if (legendFile === null) throw new AppError('bad-input', 'The masks have no legend: nothing says what their numbers mean.')
  const legend = await readLegend(request.tree, legendFile)
  for (const [id, name] of [...legend.names].sort(([a], [b]) => a - b)) builder.addClass({ name, id })
  const reader = new MaskPngReader(session, legend, baseName(legendFile))
  for (const file of request.files) await reader.readFile(file)
  return session.finish()
}

class MaskPngReader {
  private readonly knownByStem: ReadonlyMap<string, DatasetImage>

  constructor(
    private readonly session: ReadSession,
    private readonly legend: MaskLegend,
    private readonly legendName: string,
  ) {
    this.knownByStem = new Map([...(session.manifest?.photos ?? [])].map(([path, photo]) => [withoutExtension(path), photo]))
  }

  async readFile(file: string): Promise<void> {
    const picture = await this.session.classPicture(file)
    if (picture === null) return
    const image = imageOf(this.session, file, this.knownByStem)
    image.size ??= { width: picture.width, height: picture.height }
    for (const [value, shape] of masksByValue(picture.data, picture)) {
      const where = picture.values === 'colors' ? `color #${value.toString(16).padStart(6, '0')}` : `value ${value}`
      const index = this.indexOf(picture, value)
      if (index === 'nothing') continue
      this.session.builder.record(file, where, () => {
        const className = index === undefined ? undefined : this.legend.names.get(index)
        if (className === undefined) throw new RecordError('', `${this.legendName} does not name it`)
        this.session.builder.addLabel(image, { className, shape }, file, where)
      })
    }
  }

  /** Number of a class, or 'nothing' for background and void. */
  private indexOf(picture: ClassPicture, value: number): number | 'nothing' | undefined {
    const { names, indexOfColor } = this.legend
    const index = picture.values === 'colors' ? indexOfColor.get(value) : value
    if (index === 0 && !names.has(0)) return 'nothing'
    // VOC's number and color of void mean the same elsewhere.
    const isVoid = picture.values === 'colors' ? value === packedColor(vocColor(voidIndex)) : value === voidIndex
    return isVoid && (index === undefined || !names.has(index)) ? 'nothing' : index
  }
}

function imageOf(session: ReadSession, file: string, knownByStem: ReadonlyMap<string, DatasetImage>): ImageDraft {
  const stem = withoutExtension(file)
  const photoStem = stem.replace(maskFolder, (folder) => (folder.startsWith('/') ? '/images' : 'images'))
  const known = knownByStem.get(photoStem)
  if (known !== undefined) return session.builder.image(known.file, known.size)
  const beside = joinPath(folderOf(folderOf(file)), baseName(stem))
  const found = session.photos.withStem(photoStem) ?? session.photos.withStem(photoStem.replace(/(^|\/)images(?=\/)/, '$1JPEGImages')) ?? session.photos.withStem(beside)
  const image = session.builder.image(found ?? photoStem)
  session.setSplit(image, splitOfPath(file))
  return image
}
