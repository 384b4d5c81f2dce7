import { roundPx } from '#core/formats/labels/export/number-text'
import { partsFile } from '#core/formats/labels/export/output-file'
import { planPhotoPaths } from '#core/formats/labels/export/plan-photo-paths'
import { statementAndPhotos } from '#core/formats/labels/export/statement-and-photos'
import type { FormatCapabilities } from '#core/formats/labels/fit/capabilities'
import type { OutputFile, WriteRequest } from '#core/formats/labels/label-format'
import type { DatasetLabel } from '#core/model/dataset'

export const createMlCapabilities: FormatCapabilities = {
  shapes: { box: 'exact', polygon: 'box', mask: 'box', tag: 'exact' },
  parts: 'exact',
  holes: 'exact',
  masks: 'layered',
  scores: 'kept',
  crowds: 'none',
  groups: 'none',
  attributes: 'none',
  tags: 'many',
  sizes: 'optional',
  mostClasses: null,
}

/** `annotations.json` per part, beside its photos, as Create ML wants them (developer.apple.com/documentation/createml). */
export function* writeCreateMl(request: WriteRequest): Iterable<OutputFile> {
  const { dataset } = request
  const paths = planPhotoPaths(dataset.images, 'whole-name')
  const splits = [...new Set(dataset.images.map(({ split }) => split ?? ''))]
  const isSplit = splits.some((split) => split !== '')
  const folders = new Map(dataset.images.map(({ file, split }) => [file, isSplit ? `${split ?? 'unassigned'}/` : '']))
  const pathOf = (file: string): string => `${folders.get(file) ?? ''}${paths.get(file) ?? file}`
  for (const split of splits) {
    const images = dataset.images.filter((image) => (image.split ?? '') === split)
    const folder = isSplit ? `${split === '' ? 'unassigned' : split}/` : ''
    yield partsFile(`${folder}_annotations.createml.json`, function* document() {
      yield '['
      for (const [index, image] of images.entries()) {
        yield (index === 0 ? '\n' : ',\n') + JSON.stringify({ image: paths.get(image.file) ?? image.file, annotations: image.labels.map(annotation) })
      }
      yield '\n]\n'
    })
  }
  yield* statementAndPhotos(request, 'createml', pathOf)
}

function annotation({ className, shape, score }: DatasetLabel): Record<string, unknown> {
  const scored = score === undefined ? {} : { confidence: score }
  if (shape.kind !== 'box') return { label: className, ...scored }
  const { x, y, width, height } = shape
  return { label: className, coordinates: { x: roundPx(x + width / 2), y: roundPx(y + height / 2), width: roundPx(width), height: roundPx(height) }, ...scored }
}
