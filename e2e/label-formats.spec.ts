import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { labelFolders, type LabelFolder, type SaidLabel } from './data/label-files'
import { photoFolder, storyPhotos } from './data/photo-folder'
import { readProject } from './data/project-file'
import { expect, test } from './fixtures'
import { Dataset } from './pages/dataset'
import { EngineCalls } from './pages/engine-calls'
import { Library } from './pages/library'

const tolerancePx = 0.01

interface LabelRow {
  readonly photo: string
  readonly className: string
  readonly kind: SaidLabel['kind']
  /** JSON of a box: x, y, width, height. */
  readonly box: string | null
  /** JSON of a polygon: one list of corners per ring. */
  readonly rings: string | null
  readonly mask: string | null
}

const labelRows = `
  SELECT photos.relative_path AS photo, label_classes.name AS className, kind,
    CASE kind WHEN 'box' THEN json_array(geometry ->> 'x', geometry ->> 'y', geometry ->> 'width', geometry ->> 'height') END AS box,
    CASE kind WHEN 'polygon' THEN (SELECT json_group_array(json(value -> 'points')) FROM json_each(geometry, '$.rings')) END AS rings,
    CASE kind WHEN 'mask' THEN mask_width || 'x' || mask_height || ':' || hex(mask) END AS mask
  FROM labels JOIN photos USING (photo_id) JOIN label_classes USING (class_id) ORDER BY photo, className, kind`

async function labelsIn(project: string): Promise<readonly LabelRow[]> {
  return (await readProject(project, labelRows)) as readonly LabelRow[]
}

function numbersOf({ box, rings }: LabelRow): readonly number[] {
  if (box !== null) return JSON.parse(box) as readonly number[]
  const lists = JSON.parse(rings ?? '[[]]') as readonly (readonly number[])[]
  expect(lists).toHaveLength(1)
  return lists[0] ?? []
}

function expectNear(what: string, found: readonly number[], wanted: readonly number[]): void {
  expect(found.length, what).toBe(wanted.length)
  found.forEach((value, at) => expect(Math.abs(value - (wanted[at] ?? Number.NaN)), what).toBeLessThanOrEqual(tolerancePx))
}

/** The project holds what the files say, no more and no less. */
function expectSaid(what: string, rows: readonly LabelRow[], says: readonly SaidLabel[]): void {
  expect(rows.map(({ photo, className, kind }) => [photo, className, kind]), what).toEqual(says.map(({ photo, className, kind }) => [photo, className, kind]))
  rows.forEach((row, at) => {
    if (row.kind !== 'mask') expectNear(`${what}: ${row.className}`, numbersOf(row), says[at]?.numbers ?? [])
  })
}

interface CocoMasks {
  readonly annotations: readonly { readonly bbox: readonly number[]; readonly area: number; readonly segmentation: { readonly size: readonly number[] } }[]
}

/** Masks leave the project as COCO with the extent and number of pixels that the pictures show. */
async function expectMasks(cocoFolder: string, says: readonly SaidLabel[]): Promise<void> {
  const { annotations } = JSON.parse(await readFile(join(cocoFolder, 'annotations', 'instances.json'), 'utf8')) as CocoMasks
  const found = annotations.map(({ bbox, area }) => [...bbox, area]).toSorted(([one = 0], [other = 0]) => one - other)
  expect(found).toEqual(says.map(({ numbers, pixels }) => [...numbers, pixels ?? 0]).toSorted(([one = 0], [other = 0]) => one - other))
}

test('labels of every format come in and go out by dialog, and through every other format that can hold them without a change', async ({ launch, folder }) => {
  test.slow()
  const project = join(folder, 'Formats.mobilabel')
  const app = await launch({ words: ['--', project] })
  const photos = await photoFolder(join(folder, 'photos'))
  await Library.added(app, photos, storyPhotos.length)
  const dataset = new Dataset(app)
  await dataset.open()
  const engine = await EngineCalls.from(app)
  const formats = await engine.call('format.list', {})

  /** Export in every format that loses nothing, by the engine's own account; tells which and where to. */
  async function exportFitting(name: string): Promise<ReadonlyMap<string, string>> {
    const places = new Map<string, string>()
    for (const { id, writes } of formats) {
      if (writes === null) continue
      const order = { scope: { kind: 'filter', filter: {} }, source: { kind: 'labels' }, formatId: id, frame: 'upright' } as const
      const { losses } = await engine.call('export.preview', order)
      if (losses.length > 0) continue
      const path = join(folder, 'exports', name, id)
      const { jobId } = await engine.call('export.start', { ...order, photos: 'labels-only', split: null, target: { kind: 'folder', path } })
      await engine.done(jobId)
      places.set(id, path)
    }
    return places
  }

  async function takeBack(): Promise<void> {
    const [step] = await engine.call('step.list', {})
    if (step?.kind !== 'import') throw new Error('The newest step is no import.')
    await engine.call('step.undo', { stepId: step.id })
  }

  async function throughFormats({ path, format, says, fits }: LabelFolder, at: number): Promise<void> {
    const name = `${at}-${format}`
    await dataset.importFolder(path, format)
    const taken = await labelsIn(project)
    expectSaid(format, taken, says)
    const own = formats.find((entry) => entry.name === format)
    if (own?.writes !== null) {
      const byDialog = join(folder, 'by dialog', name)
      await mkdir(byDialog, { recursive: true })
      await dataset.exportTo(byDialog, format)
    }
    const places = await exportFitting(name)
    expect([...places.keys()].toSorted(), `formats that can hold ${format}`).toEqual(fits.toSorted())
    if (says.some(({ kind }) => kind === 'mask')) await expectMasks(places.get('coco') ?? '', says)
    await takeBack()

    for (const [formatId, place] of places) {
      const preview = await engine.call('import.preview', { paths: [place], formatId })
      expect([preview.refusedRecords, preview.changedRecords, preview.missing], `${format} through ${formatId}`).toEqual([0, 0, 0])
      const { jobId } = await engine.call('import.start', { previewId: preview.previewId })
      await engine.done(jobId)
      // All of them are new: nothing of the round before was left.
      expect(await engine.call('import.report', { jobId })).toMatchObject({ labels: says.length, knownLabels: 0, refusedLabels: 0 })
      const back = await labelsIn(project)
      expectSaid(`${format} through ${formatId}`, back, says)
      expect(back.map(({ mask }) => mask)).toEqual(taken.map(({ mask }) => mask))
      await takeBack()
    }
  }

  for (const [at, source] of labelFolders.entries()) await throughFormats(source, at)
})
