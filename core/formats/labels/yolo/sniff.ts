import { isManifestAlone } from '#core/formats/labels/export/export-manifest'
import type { SniffOutcome } from '#core/formats/labels/label-format'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { yoloLabelFiles, yoloNameFiles, yoloRowShape } from './yolo-files'

/** YOLO text files of boxes or polygons. */
export function sniffYolo(outline: TreeOutline): SniffOutcome {
  const files = yoloLabelFiles(outline)
  const hasRows = files.some((path) => {
    const file = outline.get(path)
    return file?.kind === 'text' && yoloRowShape.test(file.head)
  })
  const isLaidOut = files.some((path) => /(?:^|\/)labels\//.test(path))
  if (files.length > 0 && (hasRows || isLaidOut)) return { applicable: true, files }
  const nameFiles = yoloNameFiles(outline)
  if (nameFiles.length > 0 && isManifestAlone(outline, nameFiles)) return { applicable: true, files }
  return { applicable: false, reason: 'no text file has rows of a class number and four or more numbers' }
}
