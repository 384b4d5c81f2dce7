import type { ReadOutcome, ReadRequest } from '#core/formats/labels/label-format'
import { ReadSession } from '#core/formats/labels/read-session'
import { RecordError } from '#core/formats/labels/record-error'
import type { JsonObject } from '#core/formats/labels/text/json-fields'
import { isObject, listField, numberField, objectOf, sizeOf, textField } from '#core/formats/labels/text/json-fields'
import type { JsonKey } from '#core/formats/labels/text/json-stream'
import { readJsonStream } from '#core/formats/labels/text/json-stream'
import { splitOfPath } from '#core/formats/labels/tree/split-of-path'
import type { LabelShape } from '#core/model/dataset'

/** Reads exports and asset files of VoTT 2. */
export async function readVott(request: ReadRequest): Promise<ReadOutcome> {
  const session = await ReadSession.open(request)
  for (const file of request.files) {
    const isAssetFile = hasAsset(request, file)
    await session.wholeFile(file, () =>
      readJsonStream(request.tree.chunks(file), {
        plan: (path) => planOf(path, isAssetFile),
        value: (path, value) => takeValue(session, file, path, value),
      }),
    )
  }
  return session.finish()
}

function hasAsset(request: ReadRequest, file: string): boolean {
  const outline = request.outline.get(file)
  return outline?.kind === 'json' && outline.json.types.has('asset')
}

function planOf(path: readonly JsonKey[], isAssetFile: boolean): 'each' | 'whole' | 'skip' {
  if (isAssetFile) return 'whole'
  if (path.length === 0) return 'each'
  if (path.length === 1) return path[0] === 'assets' || path[0] === 'tags' ? 'each' : 'skip'
  return 'whole'
}

function takeValue(session: ReadSession, file: string, path: readonly JsonKey[], value: unknown): void {
  const [list, key] = path
  if (path.length === 1) return
  const where = path.length === 0 ? 'asset' : `${list ?? ''}.${key ?? ''}`
  session.builder.record(file, where, () => {
    if (list === 'tags') {
      const tag = objectOf(value, '')
      const { color } = tag
      session.builder.addClass({ name: textField(tag, 'name'), ...(typeof color === 'string' && /^#[0-9a-fA-F]{6}$/.test(color) ? { color: color.toLowerCase() } : {}) })
    } else takeAsset(session, file, where, objectOf(value, ''))
  })
}

/** VoTT's state of an asset that was opened in its editor. */
const visited = 1

function takeAsset(session: ReadSession, file: string, where: string, entry: JsonObject): void {
  const { builder } = session
  const asset = objectOf(entry['asset'], '.asset')
  const size = isObject(asset['size']) ? sizeOf(asset['size']['width'], asset['size']['height']) : null
  const image = session.image(file, nameOf(asset), size)
  const regions = listField(entry, 'regions')
  image.reviewed = regions.length > 0 || Number(asset['state']) >= visited
  session.setSplit(image, splitOfPath(file))
  for (const [index, value] of regions.entries()) {
    const place = `${where}.regions[${index}]`
    builder.record(file, place, () => {
      const region = objectOf(value, '')
      const tags = listField(region, 'tags').filter((tag) => typeof tag === 'string')
      if (tags.length === 0) throw new RecordError('.tags', 'has no tag')
      const shape = shapeOf(region)
      for (const className of tags) builder.addLabel(image, { className, shape }, file, place)
    })
  }
}

/** The path is a URL of the machine the labels were made on when it has a scheme. */
function nameOf(asset: JsonObject): string {
  const path = asset['path']
  return typeof path === 'string' && path !== '' && !/^[a-z]+:/i.test(path) ? path : textField(asset, 'name')
}

function shapeOf(region: JsonObject): LabelShape {
  const { type } = region
  if (type === 'POLYGON') {
    const points = listField(region, 'points').flatMap((point) => {
      const { x, y } = objectOf(point, '.points')
      return [Number(x), Number(y)]
    })
    return { kind: 'polygon', rings: [{ points, hole: false }] }
  }
  if (type !== 'RECTANGLE' && type !== 'SQUARE') throw new RecordError('.type', `"${String(type)}" has no area: only rectangles and polygons are taken`)
  const box = objectOf(region['boundingBox'], '.boundingBox')
  return { kind: 'box', x: numberField(box, 'left'), y: numberField(box, 'top'), width: numberField(box, 'width'), height: numberField(box, 'height') }
}
