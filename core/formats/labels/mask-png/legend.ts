import { packedColor, parseColor, vocColor } from '#core/formats/labels/palette'
import { readCsv } from '#core/formats/labels/text/csv-rows'
import { isNumbers, isObject } from '#core/formats/labels/text/json-fields'
import { readText } from '#core/formats/labels/text/read-text'
import type { InputTree } from '#core/formats/labels/tree/input-tree'
import { baseName } from '#core/formats/labels/tree/paths'

/** What the numbers and colors of masks mean. */
export interface MaskLegend {
  /** Class by number; the background is not in it. */
  readonly names: ReadonlyMap<number, string>
  /** Number by 0xRRGGBB. */
  readonly indexOfColor: ReadonlyMap<number, number>
}

const legendNames = ['legend.csv', 'dataset_meta.json', 'labelmap.txt', 'classes.txt']

export function legendFileOf(paths: Iterable<string>): string | null {
  const all = [...paths]
  return legendNames.flatMap((name) => all.filter((path) => baseName(path) === name))[0] ?? null
}

/** Legend of our own exports (`index,name,color`), of Datumaro (`dataset_meta.json`), or a list of names from number 0 on. */
export async function readLegend(tree: InputTree, path: string): Promise<MaskLegend> {
  const text = await readText(tree, path)
  if (path.endsWith('.json')) return legendOfMeta(text)
  if (path.endsWith('.csv')) return legendOfCsv(text)
  const names = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'))
  return makeLegend(names.map((line, index) => ({ index, name: line.split(':')[0]?.trim() ?? '', color: rgbOf(line.split(':')[1]) ?? packedColor(vocColor(index)) })))
}

interface LegendEntry {
  readonly index: number
  readonly name: string
  readonly color: number
}

const backgrounds = new Set(['background', 'void', '__background__', '_background_', '__ignore__', ''])

function makeLegend(entries: readonly LegendEntry[]): MaskLegend {
  const isBackground = ({ index, name }: LegendEntry): boolean => index === 0 && backgrounds.has(name.toLowerCase())
  return {
    names: new Map(entries.filter((entry) => !isBackground(entry)).map(({ index, name }) => [index, name])),
    indexOfColor: new Map(entries.map(({ index, color }) => [color, index])),
  }
}

function legendOfCsv(text: string): MaskLegend {
  const entries = readCsv(text).slice(1).map(({ cells: [index = '', name = '', color = ''] }) => {
    const rgb = parseColor(color) ?? vocColor(Number(index))
    return { index: Number(index), name, color: packedColor(rgb) }
  })
  return makeLegend(entries.filter(({ index }) => Number.isInteger(index)))
}

function legendOfMeta(text: string): MaskLegend {
  const meta: unknown = JSON.parse(text)
  const map = isObject(meta) && isObject(meta['label_map']) ? meta['label_map'] : {}
  const colors = isObject(meta) && Array.isArray(meta['segmentation_colors']) ? meta['segmentation_colors'] : []
  const entries = Object.entries(map).flatMap(([key, name]) => {
    const index = Number(key)
    const color: unknown = colors[index]
    if (!Number.isInteger(index) || typeof name !== 'string') return []
    const rgb = isNumbers(color) && color.length === 3 ? ([color[0] ?? 0, color[1] ?? 0, color[2] ?? 0] as const) : vocColor(index)
    return [{ index, name, color: packedColor(rgb) }]
  })
  return makeLegend(entries)
}

function rgbOf(text: string | undefined): number | null {
  const parts = text?.split(',').map(Number) ?? []
  const [red = 0, green = 0, blue = 0] = parts
  return parts.length === 3 && parts.every(Number.isInteger) ? packedColor([red, green, blue]) : null
}
