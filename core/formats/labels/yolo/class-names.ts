import { linesOf, readText } from '#core/formats/labels/text/read-text'
import type { YamlMap, YamlValue } from '#core/formats/labels/text/yaml-subset'
import { isMap, readYamlMap } from '#core/formats/labels/text/yaml-subset'
import type { InputTree } from '#core/formats/labels/tree/input-tree'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { yoloNameFiles } from './yolo-files'

/** What a YOLO data set says about its classes. */
export interface YoloNames {
  /** By class number; null when no file tells. */
  readonly names: ReadonlyMap<number, string> | null
  /** True when rows hold key points behind the box ("kpt_shape"). */
  readonly hasKeyPoints: boolean
}

/** Names of `data.yaml` (a list or a map), of `*.names` or of `classes.txt`. */
export async function readYoloNames(tree: InputTree, outline: TreeOutline): Promise<YoloNames> {
  for (const path of yoloNameFiles(outline)) {
    const text = await readText(tree, path)
    if (!/\.ya?ml$/i.test(path)) {
      const lines = linesOf(text).map((line) => line.trim())
      while (lines.at(-1) === '') lines.pop()
      return { names: new Map(lines.entries()), hasKeyPoints: false }
    }
    const data = readYamlMap(text)
    const names = namesOf(data)
    if (names.size > 0) return { names, hasKeyPoints: data['kpt_shape'] !== undefined }
  }
  return { names: null, hasKeyPoints: false }
}

function namesOf(data: YamlMap): Map<number, string> {
  const names = data['names']
  const entries: [number, YamlValue | undefined][] = isMap(names)
    ? Object.entries(names).map(([key, value]) => [Number(key), value])
    : typeof names === 'object'
      ? [...names.entries()]
      : []
  return new Map(entries.flatMap(([index, name]) => (Number.isInteger(index) && typeof name === 'string' && name !== '' ? [[index, name]] : [])))
}
