import { formatCountsText } from '#core/formats/labels/coco/coco-rle'
import { pixelText, roundPx } from '#core/formats/labels/export/number-text'
import { partsFile } from '#core/formats/labels/export/output-file'
import { planPhotoPaths } from '#core/formats/labels/export/plan-photo-paths'
import { statementAndPhotos } from '#core/formats/labels/export/statement-and-photos'
import type { FormatCapabilities } from '#core/formats/labels/fit/capabilities'
import { holdsEverything } from '#core/formats/labels/fit/holds-everything'
import type { OutputFile, WriteRequest } from '#core/formats/labels/label-format'
import { maskToColumnCounts } from '#core/formats/labels/shapes/mask-pixels'
import { shapeBounds } from '#core/formats/labels/shapes/shape-bounds'
import { csvLine } from '#core/formats/labels/text/csv-rows'
import type { Dataset, DatasetImage, DatasetLabel } from '#core/model/dataset'

export const csvCapabilities: FormatCapabilities = holdsEverything

const header = [
  'image', 'image_width', 'image_height', 'split', 'class', 'shape', 'xmin', 'ymin', 'xmax', 'ymax',
  'score', 'crowd', 'group', 'rings', 'mask_runs', 'attributes', 'pixel_frame', 'labels',
]

/** `labels.csv`: a row per label, and one without a class for a photo without labels. Corners are those of the box around it. */
export function* writeCsv(request: WriteRequest): Iterable<OutputFile> {
  const { dataset } = request
  const paths = planPhotoPaths(dataset.images, 'whole-name')
  const pathOf = (file: string): string => paths.get(file) ?? file
  yield partsFile('labels.csv', function* rows() {
    yield csvLine(header)
    for (const image of dataset.images) {
      if (image.labels.length === 0 && image.reviewed) yield csvLine([...imageCells(image, pathOf(image.file)), ...noLabel, ...statement(dataset)])
      for (const label of image.labels) yield csvLine([...imageCells(image, pathOf(image.file)), ...labelCells(label), ...statement(dataset)])
    }
  })
  yield* statementAndPhotos(request, 'csv', (file) => `images/${pathOf(file)}`)
}

function imageCells({ size, split }: DatasetImage, path: string): (string | number)[] {
  return [path, size?.width ?? '', size?.height ?? '', split ?? '']
}

function statement({ frame, predictions }: Dataset): string[] {
  return [frame, predictions ? 'predictions' : 'human']
}

/** As many cells as a label has. */
const noLabel: readonly string[] = Array.from({ length: 12 }, () => '')

function labelCells({ className, shape, score, crowd, group, attributes }: DatasetLabel): (string | number)[] {
  const bounds = shapeBounds(shape)
  const corners = bounds === null ? ['', '', '', ''] : [bounds.x, bounds.y, bounds.x + bounds.width, bounds.y + bounds.height].map(pixelText)
  const rings = shape.kind === 'polygon' ? JSON.stringify(shape.rings.map((ring) => ({ points: ring.points.map(roundPx), hole: ring.hole }))) : ''
  const runs = shape.kind === 'mask' ? formatCountsText(maskToColumnCounts(shape)) : ''
  return [
    className,
    shape.kind,
    ...corners,
    score ?? '',
    crowd === true ? 1 : '',
    group ?? '',
    rings,
    runs,
    attributes === undefined ? '' : JSON.stringify(attributes),
  ]
}
