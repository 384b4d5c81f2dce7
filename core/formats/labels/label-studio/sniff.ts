import type { SniffOutcome } from '#core/formats/labels/label-format'
import type { JsonOutline } from '#core/formats/labels/text/json-outline'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { filesWhere } from '#core/formats/labels/tree/tree-outline'

/** JSON exports of Label Studio: lists of tasks with `data` and `annotations` or `completions`. */
export function sniffLabelStudio(outline: TreeOutline): SniffOutcome {
  const files = filesWhere(outline, 'json', ({ json }) => isLabelStudio(json))
  return files.length > 0 ? { applicable: true, files } : { applicable: false, reason: 'no JSON file is a list of tasks with results as Label Studio has it' }
}

function isLabelStudio({ root, types }: JsonOutline): boolean {
  if (root !== 'list') return false
  const hasResults = types.has('*.annotations') || types.has('*.completions') || types.has('*.predictions')
  // A long first task may push its data out of the head: the fields of an annotation tell as well.
  return hasResults && (types.get('*.data') === 'object' || types.get('*.annotations') === 'list') && !types.has('*.image') && !types.has('*.imagefilename')
}
