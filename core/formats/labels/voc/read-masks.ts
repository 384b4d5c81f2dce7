import type { ReadSession } from '#core/formats/labels/read-session'
import { RecordError } from '#core/formats/labels/record-error'
import type { ClassPicture } from '#core/formats/labels/shapes/class-picture'
import { masksByValue } from '#core/formats/labels/shapes/mask-pixels'
import type { DatasetLabel } from '#core/model/dataset'
import type { LabelMap } from './label-map'
import type { VocImage } from './read'

/** Pixels on the border of objects, which count for nothing (VOC2012 devkit). */
const voidIndex = 255

/**
 * Reads masks: one label per object where there is a mask of objects, else one per class. Object number n is the n-th of
 * the XML; a box and a mask of one object share a group.
 */
export async function readVocMasks(session: ReadSession, files: readonly string[], map: LabelMap, imageOf: (file: string) => VocImage): Promise<void> {
  const classFiles = files.filter((file) => /(?:^|\/)SegmentationClass\//.test(file))
  const objectFiles = new Set(files.filter((file) => !classFiles.includes(file)))
  for (const file of classFiles) {
    const objectFile = file.replace(/(^|\/)SegmentationClass\//, '$1SegmentationObject/')
    const objects = objectFiles.delete(objectFile) ? await readIndices(session, objectFile, map) : null
    const classes = await readIndices(session, file, map)
    if (classes !== null) new MaskReader(session, file, map, imageOf(file)).take(classes, objects)
  }
  for (const file of objectFiles) session.builder.refused(file, '', 'there is no mask of classes with this name, so the classes of its objects are not known')
}

async function readIndices(session: ReadSession, file: string, map: LabelMap): Promise<ClassPicture | null> {
  const picture = await session.classPicture(file)
  if (picture === null || picture.values === 'indices') return picture
  return { ...picture, values: 'indices', data: picture.data.map((color) => map.indexOfColor.get(color) ?? voidIndex) }
}

class MaskReader {
  constructor(
    private readonly session: ReadSession,
    private readonly file: string,
    private readonly map: LabelMap,
    private readonly target: VocImage,
  ) {}

  take(classes: ClassPicture, objects: ClassPicture | null): void {
    const { image } = this.target
    image.size ??= { width: classes.width, height: classes.height }
    const byObject = objects !== null && objects.width === classes.width && objects.height === classes.height
    if (objects !== null && !byObject) this.session.builder.refused(this.file, '', 'the mask of objects has another size than the mask of classes')
    const picture = byObject ? objects : classes
    const classOf = byObject ? commonClasses(classes, objects) : null
    for (const [value, shape] of masksByValue(picture.data, picture)) {
      if (value === 0 || value === voidIndex) continue
      const where = byObject ? `object ${value}` : `value ${value}`
      this.session.builder.record(this.file, where, () => {
        const classIndex = classOf === null ? value : (classOf.get(value) ?? 0)
        const className = this.map.names.get(classIndex)
        if (className === undefined) throw new RecordError('', `there is no name for class number ${classIndex}`)
        this.session.builder.addLabel(image, byObject ? this.withObject(className, shape, value) : { className, shape }, this.file, where)
      })
    }
  }

  private withObject(className: string, shape: DatasetLabel['shape'], number: number): DatasetLabel {
    const object = this.target.objects[number - 1]
    if (object === undefined || object === null || object.label.className !== className) return { className, shape }
    if (object.isExtentOfMask) return { ...object.label, shape }
    this.target.objects[number - 1] = { ...object, label: { ...object.label, group: number } }
    return { className, shape, group: number }
  }
}

/** The class most pixels of each object have; borders may be void. */
function commonClasses(classes: ClassPicture, objects: ClassPicture): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (let at = 0; at < objects.data.length; at++) {
    const object = objects.data[at] ?? 0
    const value = classes.data[at] ?? voidIndex
    if (object === 0 || value === voidIndex) continue
    const pair = object * 256 + value
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  const best = new Map<number, { readonly value: number; readonly count: number }>()
  for (const [pair, count] of counts) {
    const object = Math.floor(pair / 256)
    if (count > (best.get(object)?.count ?? 0)) best.set(object, { value: pair % 256, count })
  }
  return new Map([...best].map(([object, { value }]) => [object, value]))
}
