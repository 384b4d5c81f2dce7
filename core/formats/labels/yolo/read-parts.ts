import { readText } from '#core/formats/labels/text/read-text'
import type { YamlValue } from '#core/formats/labels/text/yaml-subset'
import { readYamlMap } from '#core/formats/labels/text/yaml-subset'
import type { InputTree } from '#core/formats/labels/tree/input-tree'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import type { DatasetImage } from '#core/model/dataset'
import { yoloNameFiles } from './yolo-files'

/** The part of a photo by its path. */
export type PartOfPath = (photoPath: string) => DatasetImage['split']

interface PartFolder {
  readonly split: NonNullable<DatasetImage['split']>
  /** With "/" at both ends. */
  readonly folder: string
}

/**
 * Folders that `train`, `val` and `test` of `data.yaml` name (docs.ultralytics.com/datasets/detect), whatever they are called. A folder that
 * two parts name tells nothing.
 */
export async function readYoloParts(tree: InputTree, outline: TreeOutline): Promise<PartOfPath> {
  const folders: PartFolder[] = []
  for (const path of yoloNameFiles(outline).filter((name) => /\.ya?ml$/iu.test(name))) {
    const data = readYamlMap(await readText(tree, path))
    for (const split of ['train', 'val', 'test'] as const) {
      for (const value of textsOf(data[split])) folders.push({ split, folder: folderName(value) })
    }
  }
  return (photoPath) => {
    const found = new Set(folders.filter(({ folder }) => folder !== '/' && `/${photoPath}`.includes(folder)).map(({ split }) => split))
    const [split] = found
    return found.size === 1 ? split : undefined
  }
}

function textsOf(value: YamlValue | undefined): string[] {
  const values = Array.isArray(value) ? value : [value]
  return values.filter((item): item is string => typeof item === 'string')
}

/** Roboflow writes "../train/images" where the folder lies beside the file. */
function folderName(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/').filter((part) => part !== '' && part !== '.' && part !== '..')
  return `/${parts.map((part) => `${part}/`).join('')}`
}
