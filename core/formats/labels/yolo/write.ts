import { unitText } from '#core/formats/labels/export/number-text'
import { textFile } from '#core/formats/labels/export/output-file'
import { planPhotoPaths } from '#core/formats/labels/export/plan-photo-paths'
import { statementAndPhotos } from '#core/formats/labels/export/statement-and-photos'
import type { FormatCapabilities } from '#core/formats/labels/fit/capabilities'
import type { OutputFile, WriteRequest } from '#core/formats/labels/label-format'
import { withoutExtension } from '#core/formats/labels/tree/paths'
import type { BoxShape, Dataset, DatasetImage, DatasetLabel } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'

const shared = {
  masks: 'layered',
  scores: 'of-predictions',
  crowds: 'none',
  groups: 'none',
  attributes: 'none',
  tags: 'none',
  sizes: 'needed',
  mostClasses: null,
} as const

export const yoloDetectCapabilities: FormatCapabilities = {
  ...shared,
  shapes: { box: 'exact', polygon: 'box', mask: 'box', tag: 'none' },
  parts: 'exact',
  holes: 'exact',
}

export const yoloSegmentCapabilities: FormatCapabilities = {
  ...shared,
  shapes: { box: 'polygon', polygon: 'exact', mask: 'polygon', tag: 'none' },
  parts: 'joined',
  holes: 'joined',
}

/**
 * `images/<part>/…`, `labels/<part>/….txt` and `data.yaml` (docs.ultralytics.com/datasets). A photo that was reviewed and
 * has no labels gets an empty file, one that was not gets none.
 */
export function writeYolo(format: 'yolo-detect' | 'yolo-segment'): (request: WriteRequest) => Iterable<OutputFile> {
  return function* write(request) {
    const { dataset } = request
    const paths = planPhotoPaths(dataset.images, 'stem')
    const folders = new Map(dataset.images.map(({ file, split }) => [file, split ?? 'train']))
    const pathOf = (file: string): string => `${folders.get(file) ?? 'train'}/${paths.get(file) ?? file}`
    const classIndex = new Map(dataset.classes.map(({ name }, index) => [name, index]))
    yield textFile('data.yaml', dataYaml(dataset))
    for (const image of dataset.images) {
      if (!image.reviewed && image.labels.length === 0) continue
      yield textFile(`labels/${withoutExtension(pathOf(image.file))}.txt`, rowsOf(image, classIndex))
    }
    yield* statementAndPhotos(request, format, (file) => `images/${pathOf(file)}`)
  }
}

function dataYaml(dataset: Dataset): string {
  const has = (split: DatasetImage['split']): boolean => dataset.images.some((image) => image.split === split)
  const labels = dataset.predictions ? 'predictions of a model' : 'made or checked by people'
  const lines = [
    `# Exported by Mobilabel. Pixel frame: ${dataset.frame}. Labels: ${labels}.`,
    'path: .',
    'train: images/train',
    // Trainers ask for a validation part even when there is none.
    `val: images/${has('val') ? 'val' : 'train'}`,
    ...(has('test') ? ['test: images/test'] : []),
    `nc: ${dataset.classes.length}`,
    'names:',
    ...dataset.classes.map(({ name }, index) => `  ${index}: ${JSON.stringify(name)}`),
  ]
  return `${lines.join('\n')}\n`
}

function rowsOf(image: DatasetImage, classIndex: ReadonlyMap<string, number>): string {
  const { size } = image
  if (size === null) return ''
  return image.labels.map((label) => `${[classIndex.get(label.className), ...sharesOf(label, size), ...scoreOf(label)].join(' ')}\n`).join('')
}

function scoreOf({ score }: DatasetLabel): string[] {
  return score === undefined ? [] : [unitText(score)]
}

function sharesOf({ shape }: DatasetLabel, size: SizePx): string[] {
  if (shape.kind === 'box') return boxShares(shape, size)
  if (shape.kind !== 'polygon') return []
  return (shape.rings[0]?.points ?? []).map((value, index) => unitText(value / (index % 2 === 0 ? size.width : size.height)))
}

function boxShares(box: BoxShape, size: SizePx): string[] {
  const [x, width] = spanShares(box.x / size.width, box.width / size.width)
  const [y, height] = spanShares(box.y / size.height, box.height / size.height)
  return [x, y, width, height]
}

/** Middle and length as text; the ends stay inside 0..1 when they are worked out from the rounded numbers. */
function spanShares(start: number, length: number): [string, string] {
  const middle = unitText(start + length / 2)
  const room = 2 * Math.min(Number(middle), 1 - Number(middle))
  const rounded = unitText(length)
  return [middle, Number(rounded) <= room ? rounded : unitText(Math.floor(room * 1e8) / 1e8)]
}
