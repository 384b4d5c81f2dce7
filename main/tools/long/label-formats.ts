import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { labelFormats } from '#core/formats/labels/formats'
import { measureLargeCoco } from './labels/check-large-coco'
import { expectedCounts } from './labels/expected-counts'
import { folderTree } from './labels/folder-tree'
import { formatOf, readTree } from './labels/read-folder'
import { roundTripDifferences } from './labels/round-trip'
import { writeExports } from './labels/write-exports'

/** The bundle lies in out/tools. */
const project = join(import.meta.dirname, '..', '..')
const shared = process.env['MOBILABEL_SHARED'] ?? join(project, '..', 'shared')
const formatsFolder = join(shared, 'data', 'formats')
/** Given as an argument: where to write exports for other readers, see compare-label-readers.py. */
const exportFolder = process.argv[2]

let failures = 0

function report(isRight: boolean, text: string): void {
  if (!isRight) failures++
  process.stdout.write(`${isRight ? 'ok  ' : 'FAIL'} ${text}\n`)
}

async function checkFolders(): Promise<void> {
  for (const expected of expectedCounts) {
    const { dataset, notes } = await readTree(formatOf(expected.format), await folderTree(join(formatsFolder, expected.folder)))
    const labels = dataset.images.reduce((sum, image) => sum + image.labels.length, 0)
    const refused = notes.filter(({ level }) => level === 'refused').length
    const found = { images: dataset.images.length, labels, refused, changed: notes.length - refused }
    const wanted = { images: expected.images, labels: expected.labels, refused: expected.refused, changed: expected.changed }
    report(JSON.stringify(found) === JSON.stringify(wanted), `${expected.folder} as ${expected.format}: ${JSON.stringify(found)}, expected ${JSON.stringify(wanted)}`)
    for (const format of labelFormats) {
      const differences = await roundTripDifferences(format, dataset)
      if (differences.length > 0) report(false, `${expected.folder} through ${format.id}: ${JSON.stringify(differences.slice(0, 3))}`)
    }
  }
}

if (existsSync(formatsFolder)) {
  await checkFolders()
  if (exportFolder !== undefined) await writeExports(formatsFolder, exportFolder)
} else {
  process.stdout.write(`Skipped: there is no evaluation data in ${shared} (set MOBILABEL_SHARED to its folder).\n`)
}
const large = await measureLargeCoco()
const figures = Object.entries(large).map(([name, value]) => `${name} ${Math.round(value * 10) / 10}`)
report(large.peakMb < 5 * large.fileMb, `a large COCO file: ${figures.join(', ')}`)
if (failures > 0) process.exitCode = 1
