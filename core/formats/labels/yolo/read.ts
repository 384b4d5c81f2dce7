import type { ImageDraft } from '#core/formats/labels/dataset-builder'
import type { ReadOutcome, ReadRequest } from '#core/formats/labels/label-format'
import { ReadSession } from '#core/formats/labels/read-session'
import { RecordError } from '#core/formats/labels/record-error'
import { linesOf, readText } from '#core/formats/labels/text/read-text'
import { baseName, withoutExtension } from '#core/formats/labels/tree/paths'
import { splitOfPath } from '#core/formats/labels/tree/split-of-path'
import type { DatasetImage } from '#core/model/dataset'
import type { YoloNames } from './class-names'
import { readYoloNames } from './class-names'
import { readYoloParts, type PartOfPath } from './read-parts'
import { yoloReadAs } from './read-as'
import { readYoloRow } from './read-row'
import { photoStems } from './yolo-files'

/** Reads YOLO text files of boxes and polygons, in the layouts of Ultralytics, Roboflow and Darknet. */
export async function readYolo(request: ReadRequest): Promise<ReadOutcome> {
  const session = await ReadSession.open(request)
  const names = await readYoloNames(request.tree, request.outline)
  for (const [index, name] of names.names ?? []) session.builder.addClass({ name, id: index })
  const reader = new YoloReader(session, names, await readSplitLists(request), await readYoloParts(request.tree, request.outline))
  for (const file of request.files) await reader.readFile(file)
  const outcome = await session.finish()
  return { ...outcome, readAs: yoloReadAs(outcome.dataset) }
}

class YoloReader {
  private readonly knownByStem: ReadonlyMap<string, DatasetImage>

  constructor(
    private readonly session: ReadSession,
    private readonly names: YoloNames,
    private readonly splits: ReadonlyMap<string, DatasetImage['split']>,
    private readonly partOf: PartOfPath,
  ) {
    this.knownByStem = new Map([...(session.manifest?.photos ?? [])].map(([path, photo]) => [withoutExtension(path), photo]))
  }

  async readFile(file: string): Promise<void> {
    const { builder } = this.session
    const image = this.imageOf(file)
    const lines = linesOf(await readText(this.session.request.tree, file))
    const rows = [...lines.entries()].filter(([, line]) => line.trim() !== '')
    const size = await this.session.sizeOf(image)
    for (const [index, line] of rows) {
      builder.record(file, `line ${index + 1}`, () => {
        if (size === null) throw new RecordError('', `the size of the photo ${image.file} is not known: add the photo, labels are shares of its size`)
        const { classIndex, shape, score, change } = readYoloRow(line, size, this.names.hasKeyPoints ? 'boxes-with-key-points' : 'boxes-and-polygons')
        const label = { className: this.className(classIndex), shape, ...(score === undefined ? {} : { score }) }
        builder.addLabel(image, label, file, `line ${index + 1}`)
        if (change !== null) builder.changed(file, `line ${index + 1}`, change)
      })
    }
  }

  private imageOf(file: string): ImageDraft {
    const stems = photoStems(file)
    for (const stem of stems) {
      const known = this.knownByStem.get(stem)
      if (known !== undefined) return this.session.builder.image(known.file, known.size)
    }
    const found = stems.flatMap((stem) => this.session.photos.withStem(stem) ?? [])[0]
    const image = this.session.builder.image(found ?? stems[0] ?? file)
    this.session.setSplit(image, stems.map(this.partOf).find((part) => part !== undefined) ?? splitOfPath(file) ?? this.splits.get(withoutExtension(baseName(file))))
    return image
  }

  private className(index: number): string {
    if (this.names.names === null) return `class ${index}`
    const name = this.names.names.get(index)
    if (name === undefined || name === '') throw new RecordError('', `there is no class ${index}: ${this.names.names.size} are named`)
    return name
  }
}

/** Darknet lists the photos of a part in train.txt, valid.txt or test.txt. Names that several parts list are left out. */
async function readSplitLists(request: ReadRequest): Promise<ReadonlyMap<string, DatasetImage['split']>> {
  const splits = new Map<string, DatasetImage['split']>()
  for (const path of request.tree.paths) {
    if (!/(?:^|\/)(?:train|val|valid|test)\.txt$/i.test(path)) continue
    for (const line of linesOf(await readText(request.tree, path))) {
      const stem = withoutExtension(baseName(line.trim()))
      splits.set(stem, splits.has(stem) ? undefined : splitOfPath(baseName(path)))
    }
  }
  return splits
}
