import type { SniffOutcome } from '#core/formats/labels/label-format'
import { folderOf } from '#core/formats/labels/tree/paths'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { filesWhere } from '#core/formats/labels/tree/tree-outline'
import { legendFileOf } from './legend'

/** Names of folders that hold masks. */
export const maskFolder = /(?:^|\/)(?:masks?|labels?|annotations?|segmentations?|gt)(?=\/|$)/i

/** PNGs of classes with a file that says what their numbers or colors mean. */
export function sniffMaskPng(outline: TreeOutline): SniffOutcome {
  const files = filesWhere(outline, 'png', (_, path) => maskFolder.test(folderOf(path)))
  const legend = legendFileOf(outline.keys())
  if (files.length === 0) return { applicable: false, reason: 'there are no PNG files in a folder of masks' }
  if (legend === null) return { applicable: false, reason: 'there is no legend of the masks (legend.csv, dataset_meta.json, labelmap.txt or classes.txt)' }
  return { applicable: true, files }
}
