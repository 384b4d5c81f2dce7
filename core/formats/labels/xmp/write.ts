import { textFile } from '#core/formats/labels/export/output-file'
import { planPhotoPaths } from '#core/formats/labels/export/plan-photo-paths'
import { statementAndPhotos } from '#core/formats/labels/export/statement-and-photos'
import type { FormatCapabilities } from '#core/formats/labels/fit/capabilities'
import { holdsTags } from '#core/formats/labels/fit/holds-tags'
import type { OutputFile, WriteRequest } from '#core/formats/labels/label-format'
import { xmlEscape } from '#core/formats/labels/text/xml-stream'
import type { Dataset, DatasetImage } from '#core/model/dataset'

export const xmpCapabilities: FormatCapabilities = holdsTags

/** A sidecar `<photo>.xmp` beside each photo with its tags as keywords; the whole name keeps twins of a stem apart. */
export function* writeXmp(request: WriteRequest): Iterable<OutputFile> {
  const { dataset } = request
  const paths = planPhotoPaths(dataset.images, 'whole-name')
  const pathOf = (file: string): string => paths.get(file) ?? file
  for (const image of dataset.images) if (image.labels.length > 0) yield textFile(`${pathOf(image.file)}.xmp`, sidecar(dataset, image))
  yield* statementAndPhotos(request, 'xmp', pathOf)
}

/** XMP specification part 1, section 7: RDF in an xmpmeta element. */
function sidecar(dataset: Dataset, image: DatasetImage): string {
  const tags = [...new Set(image.labels.map(({ className }) => className))]
  const items = tags.map((tag) => `     <rdf:li>${xmlEscape(tag)}</rdf:li>\n`).join('')
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Mobilabel">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:mobilabel="urn:mobilabel:labels" mobilabel:labels="${dataset.predictions ? 'predictions' : 'human'}">
   <dc:subject>
    <rdf:Bag>
${items}    </rdf:Bag>
   </dc:subject>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
`
}
