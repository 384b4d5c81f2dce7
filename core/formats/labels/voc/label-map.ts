import { packedColor, vocColor } from '#core/formats/labels/palette'
import { linesOf, readText } from '#core/formats/labels/text/read-text'
import type { InputTree } from '#core/formats/labels/tree/input-tree'
import { baseName } from '#core/formats/labels/tree/paths'

/** Classes of Pascal VOC in the order of its palette (VOC2012 devkit), number 0 being the background. */
const vocClasses = [
  'aeroplane', 'bicycle', 'bird', 'boat', 'bottle', 'bus', 'car', 'cat', 'chair', 'cow', 'diningtable',
  'dog', 'horse', 'motorbike', 'person', 'pottedplant', 'sheep', 'sofa', 'train', 'tvmonitor',
]

/** What the numbers and colors of class masks mean. */
export interface LabelMap {
  /** By number; the background is not in it. */
  readonly names: ReadonlyMap<number, string>
  /** Number by 0xRRGGBB. */
  readonly indexOfColor: ReadonlyMap<number, number>
}

/** The map of `labelmap.txt` (lines "name:r,g,b:parts:actions"), or that of VOC itself when there is none. */
export async function readLabelMap(tree: InputTree): Promise<LabelMap> {
  const path = tree.paths.find((candidate) => baseName(candidate) === 'labelmap.txt')
  if (path === undefined) {
    const indexOfColor = new Map(Array.from({ length: 256 }, (_, index) => [packedColor(vocColor(index)), index]))
    return { names: new Map(vocClasses.map((name, index) => [index + 1, name])), indexOfColor }
  }
  const names = new Map<number, string>()
  const indexOfColor = new Map<number, number>()
  const lines = linesOf(await readText(tree, path)).filter((line) => line.trim() !== '' && !line.startsWith('#'))
  for (const [index, line] of lines.entries()) {
    const [, name = '', color = ''] = /^(.*?):(\d*,\d*,\d*|)(?::[^:]*:[^:]*)?$/.exec(line) ?? []
    const [red = 0, green = 0, blue = 0] = color.split(',').map(Number)
    if (color !== '') indexOfColor.set(packedColor([red, green, blue]), index)
    if (name !== '' && name !== 'background') names.set(index, name)
  }
  return { names, indexOfColor }
}
