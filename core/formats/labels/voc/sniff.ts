import type { SniffOutcome } from '#core/formats/labels/label-format'
import { folderOf } from '#core/formats/labels/tree/paths'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { filesWhere } from '#core/formats/labels/tree/tree-outline'

/** Folders of the VOC devkit that hold masks. */
export const maskFolderShape = /(?:^|\/)Segmentation(?:Class|Object)(?:\/|$)/

/** XML files with an `annotation`, and PNGs in the devkit's mask folders. */
export function sniffVoc(outline: TreeOutline): SniffOutcome {
  const annotations = filesWhere(outline, 'xml', ({ root }) => root === 'annotation')
  // XML cut in its head has no root any more; beside others of its kind it is reported by the reader.
  const damaged = annotations.length === 0 ? [] : [...outline.keys()].filter((path) => /\.xml$/i.test(path) && !annotations.includes(path) && outline.get(path)?.kind !== 'xml')
  const masks = filesWhere(outline, 'png', (_, path) => maskFolderShape.test(folderOf(path)))
  const files = [...annotations, ...damaged, ...masks]
  return files.length > 0 ? { applicable: true, files } : { applicable: false, reason: 'no XML file has the root "annotation" and there is no folder SegmentationClass' }
}
