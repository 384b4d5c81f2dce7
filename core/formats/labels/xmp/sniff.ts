import { isManifestAlone } from '#core/formats/labels/export/export-manifest'
import type { SniffOutcome } from '#core/formats/labels/label-format'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import { filesWhere } from '#core/formats/labels/tree/tree-outline'

/** XMP sidecars. */
export function sniffXmp(outline: TreeOutline): SniffOutcome {
  const files = filesWhere(outline, 'xml', ({ root }) => root === 'x:xmpmeta' || root === 'rdf:RDF')
  return files.length > 0 || isManifestAlone(outline) ? { applicable: true, files } : { applicable: false, reason: 'there are no XMP sidecars' }
}
