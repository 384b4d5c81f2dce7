import { roundPx } from '#core/formats/labels/export/number-text'
import { partsFile } from '#core/formats/labels/export/output-file'
import { planPhotoPaths } from '#core/formats/labels/export/plan-photo-paths'
import { statementAndPhotos } from '#core/formats/labels/export/statement-and-photos'
import type { FormatCapabilities } from '#core/formats/labels/fit/capabilities'
import { holdsEverything } from '#core/formats/labels/fit/holds-everything'
import type { OutputFile, WriteRequest } from '#core/formats/labels/label-format'
import type { Dataset, DatasetImage, DatasetLabel } from '#core/model/dataset'

export const viaCapabilities: FormatCapabilities = {
  ...holdsEverything,
  shapes: { box: 'exact', polygon: 'exact', mask: 'polygon', tag: 'exact' },
  parts: 'split',
  holes: 'joined',
  crowds: 'none',
}

/** A project of VGG Image Annotator 2, `via_project.json`, with the photos under `images/`. */
export function* writeVia(request: WriteRequest): Iterable<OutputFile> {
  const { dataset } = request
  const paths = planPhotoPaths(dataset.images, 'whole-name')
  const pathOf = (file: string): string => paths.get(file) ?? file
  yield partsFile('via_project.json', () => document(dataset, pathOf))
  yield* statementAndPhotos(request, 'via', (file) => `images/${pathOf(file)}`)
}

function* document(dataset: Dataset, pathOf: (file: string) => string): Iterable<string> {
  const settings = {
    ui: {},
    core: { buffer_size: 18, filepath: {}, default_filepath: 'images/' },
    project: { name: `Mobilabel, ${dataset.frame} pixel frame, ${dataset.predictions ? 'predictions' : 'human labels'}` },
  }
  yield `{"_via_settings":${JSON.stringify(settings)},\n"_via_img_metadata":{`
  for (const [index, image] of dataset.images.entries()) {
    yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify(keyOf(pathOf(image.file)))}:${JSON.stringify(entryOf(image, pathOf(image.file)))}`
  }
  const options = Object.fromEntries(dataset.classes.map(({ name }) => [name, '']))
  const attributes = { region: { class: { type: 'dropdown', description: '', options, default_options: {} } }, file: { tags: { type: 'checkbox', description: '', options, default_options: {} } } }
  yield `},\n"_via_attributes":${JSON.stringify(attributes)},\n"_via_data_format_version":"2.0.10",\n`
  yield `"_via_image_id_list":${JSON.stringify(dataset.images.map(({ file }) => keyOf(pathOf(file))))}}\n`
}

/** VIA puts the file size behind the name; -1 is its own sign for "not known". */
function keyOf(path: string): string {
  return `${path}-1`
}

function entryOf(image: DatasetImage, path: string): Record<string, unknown> {
  const tags = image.labels.filter((label) => label.shape.kind === 'tag').map(({ className }) => [className, true])
  const regions = image.labels.filter((label) => label.shape.kind !== 'tag').map((label) => ({ shape_attributes: shapeOf(label), region_attributes: attributesOf(label) }))
  return { filename: path, size: -1, regions, file_attributes: tags.length === 0 ? {} : { tags: Object.fromEntries(tags) } }
}

function attributesOf({ className, score, group, attributes }: DatasetLabel): Record<string, unknown> {
  return { class: className, ...attributes, ...(score === undefined ? {} : { score }), ...(group === undefined ? {} : { mobilabel_group: group }) }
}

function shapeOf({ shape }: DatasetLabel): Record<string, unknown> {
  if (shape.kind === 'box') return { name: 'rect', x: roundPx(shape.x), y: roundPx(shape.y), width: roundPx(shape.width), height: roundPx(shape.height) }
  const points = shape.kind === 'polygon' ? (shape.rings[0]?.points ?? []).map(roundPx) : []
  return { name: 'polygon', all_points_x: points.filter((_, index) => index % 2 === 0), all_points_y: points.filter((_, index) => index % 2 === 1) }
}
