import { pixelText } from '#core/formats/labels/export/number-text'
import { partsFile } from '#core/formats/labels/export/output-file'
import { planPhotoPaths } from '#core/formats/labels/export/plan-photo-paths'
import { statementAndPhotos } from '#core/formats/labels/export/statement-and-photos'
import type { FormatCapabilities } from '#core/formats/labels/fit/capabilities'
import { holdsEverything } from '#core/formats/labels/fit/holds-everything'
import type { OutputFile, WriteRequest } from '#core/formats/labels/label-format'
import { maskOfValue, maskToPixels } from '#core/formats/labels/shapes/mask-pixels'
import { cutMask } from '#core/formats/labels/shapes/place-mask'
import { shapeBounds } from '#core/formats/labels/shapes/shape-bounds'
import { xmlEscape } from '#core/formats/labels/text/xml-stream'
import type { Dataset, DatasetImage, DatasetLabel, MaskShape } from '#core/model/dataset'

export const cvatCapabilities: FormatCapabilities = {
  ...holdsEverything,
  parts: 'split',
  holes: 'mask',
  crowds: 'none',
  sizes: 'needed',
}

/** `annotations.xml` of CVAT for images 1.1 (docs.cvat.ai) with the photos under `images/`. */
export function* writeCvat(request: WriteRequest): Iterable<OutputFile> {
  const { dataset } = request
  const paths = planPhotoPaths(dataset.images, 'whole-name')
  const pathOf = (file: string): string => paths.get(file) ?? file
  yield partsFile('annotations.xml', () => document(dataset, pathOf))
  yield* statementAndPhotos(request, 'cvat', (file) => `images/${pathOf(file)}`)
}

function* document(dataset: Dataset, pathOf: (file: string) => string): Iterable<string> {
  yield '<?xml version="1.0" encoding="utf-8"?>\n'
  yield `<!-- Exported by Mobilabel. Pixel frame: ${dataset.frame}. Labels: ${dataset.predictions ? 'predictions' : 'human'}. -->\n`
  yield '<annotations>\n  <version>1.1</version>\n  <meta>\n    <task>\n      <mode>annotation</mode>\n      <labels>\n'
  for (const { name, color } of dataset.classes) {
    const colorLine = color === undefined ? '' : `          <color>${color}</color>\n`
    yield `        <label>\n          <name>${xmlEscape(name)}</name>\n${colorLine}${attributeSpecs(dataset, name)}        </label>\n`
  }
  yield '      </labels>\n    </task>\n  </meta>\n'
  for (const [index, image] of dataset.images.entries()) yield imageXml(dataset, image, index, pathOf(image.file))
  yield '</annotations>\n'
}

/** CVAT takes only attributes that the label declares. */
function attributeSpecs(dataset: Dataset, className: string): string {
  const names = new Set<string>()
  for (const image of dataset.images) {
    for (const label of image.labels) if (label.className === className) for (const [name] of attributeEntries(label)) names.add(name)
  }
  const spec = (name: string): string =>
    `            <attribute>\n              <name>${xmlEscape(name)}</name>\n              <mutable>False</mutable>\n              <input_type>text</input_type>\n              <default_value></default_value>\n              <values></values>\n            </attribute>\n`
  return names.size === 0 ? '' : `          <attributes>\n${[...names].map(spec).join('')}          </attributes>\n`
}

function imageXml(dataset: Dataset, image: DatasetImage, id: number, path: string): string {
  const subset = image.split === undefined ? '' : ` subset="${image.split}"`
  const size = image.size === null ? '' : ` width="${image.size.width}" height="${image.size.height}"`
  const labels = image.labels.map((label) => labelXml(label, dataset.predictions ? 'auto' : 'manual')).join('')
  return `  <image id="${id}" name="${xmlEscape(path)}"${subset}${size}>\n${labels}  </image>\n`
}

function attributeEntries({ score, attributes }: DatasetLabel): [string, string | number | boolean][] {
  const others = Object.entries(attributes ?? {}).filter(([name, value]) => name !== 'occluded' || value !== true)
  return score === undefined ? others : [['score', Number(score.toFixed(6))], ...others]
}

function labelXml(label: DatasetLabel, source: string): string {
  const occluded = label.attributes?.['occluded'] === true ? 1 : 0
  const group = label.group === undefined ? '' : ` group_id="${label.group}"`
  const common = `label="${xmlEscape(label.className)}" source="${source}"`
  const attributes = attributeEntries(label).map(([name, value]) => `      <attribute name="${xmlEscape(name)}">${xmlEscape(String(value))}</attribute>\n`)
  const { shape } = label
  const name = shape.kind
  const placed = name === 'tag' ? (occluded === 1 ? ' occluded="1"' : '') : ` occluded="${occluded}" z_order="0"`
  return `    <${name} ${common}${placed}${geometry(label)}${group}>\n${attributes.join('')}    </${name}>\n`
}

function geometry({ shape }: DatasetLabel): string {
  switch (shape.kind) {
    case 'box':
      return ` xtl="${pixelText(shape.x)}" ytl="${pixelText(shape.y)}" xbr="${pixelText(shape.x + shape.width)}" ybr="${pixelText(shape.y + shape.height)}"`
    case 'polygon': {
      const points = shape.rings[0]?.points ?? []
      const pairs = Array.from({ length: points.length / 2 }, (_, at) => `${pixelText(points[2 * at] ?? 0)},${pixelText(points[2 * at + 1] ?? 0)}`)
      return ` points="${pairs.join(';')}"`
    }
    case 'mask':
      return maskGeometry(shape)
    case 'tag':
      return ''
  }
}

function maskGeometry(mask: MaskShape): string {
  const { x, y, width, height } = shapeBounds(mask) ?? { x: 0, y: 0, width: 0, height: 0 }
  const { runs } = maskOfValue(cutMask(maskToPixels(mask), mask, x, y, { width, height }), { width, height }, 1)
  return ` rle="${[...runs].join(', ')}" left="${x}" top="${y}" width="${width}" height="${height}"`
}
