import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { storySizes, writeCocoFile, type CocoBox } from './data/coco-file'
import { photoFolder, storyPhotos } from './data/photo-folder'
import { expect, test } from './fixtures'
import { Dataset } from './pages/dataset'
import { Library } from './pages/library'

const boxes = [
  { file: 'astronaut.jpg', className: 'person', bbox: [128, 0, 256, 512] },
  { file: 'coffee.jpg', className: 'cup', bbox: [150, 40, 300, 200] },
  { file: 'coffee.jpg', className: 'spoon', bbox: [360, 240, 60, 100] },
  { file: 'chelsea.jpg', className: 'cat', bbox: [45.1, 30, 225.5, 150] },
] as const satisfies readonly CocoBox[]

const strays = [
  { file: 'elsewhere.jpg', className: 'cup', bbox: [0, 0, 10, 10] },
  { file: 'coffee.jpg', className: 'cup', bbox: [10, 10, -5, 5] },
] as const satisfies readonly CocoBox[]

function sizeOf(file: string): { readonly width: number; readonly height: number } {
  return Object.entries(storySizes).find(([name]) => name === file)?.[1] ?? { width: 640, height: 480 }
}

interface YoloRow {
  readonly file: string
  readonly className: string
  /** Centre x, centre y, width, height as shares of the photo. */
  readonly shares: readonly number[]
}

/** Reads a YOLO folder by its published rules alone: names by number in data.yaml, one text file per photo. */
async function readYolo(folder: string): Promise<readonly YoloRow[]> {
  const paths = await readdir(folder, { recursive: true })
  const yaml = await readFile(join(folder, paths.find((path) => path.endsWith('data.yaml')) ?? 'data.yaml'), 'utf8')
  const names = new Map([...yaml.matchAll(/^\s+(\d+):\s*["']?([^"'\n]+)["']?\s*$/gm)].map(([, number = '', name = '']) => [Number(number), name]))
  const rows = await Promise.all(
    paths
      .filter((path) => /(?:^|[\\/])labels[\\/].*\.txt$/.test(path))
      .map(async (path) => {
        const text = await readFile(join(folder, path), 'utf8')
        const file = path.replace(/^.*[\\/]/, '').replace(/\.txt$/, '.jpg')
        return text.split('\n').filter((line) => line.trim() !== '').map((line) => {
          const [number = 0, ...shares] = line.trim().split(/\s+/).map(Number)
          return { file, className: names.get(number) ?? '', shares }
        })
      }),
  )
  return rows.flat()
}

function inOrder<Row extends { readonly file: string; readonly className: string }>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((one, other) => `${one.file}/${one.className}`.localeCompare(`${other.file}/${other.className}`))
}

/** What YOLO rows of the boxes have to say, worked out from the pixels. */
function expectedRows(): readonly YoloRow[] {
  return boxes.map(({ file, className, bbox: [x, y, width, height] }) => {
    const size = sizeOf(file)
    return { file, className, shares: [(x + width / 2) / size.width, (y + height / 2) / size.height, width / size.width, height / size.height] }
  })
}

test('labels come in from a COCO file, show on the Dataset page, go out as YOLO, and the import is taken back', async ({ launch, folder }) => {
  const photos = await photoFolder(join(folder, 'photos'))
  const labels = join(folder, 'labels.json')
  await writeCocoFile(labels, [...boxes, ...strays], sizeOf)
  const app = await launch()
  const { page } = app
  const dataset = new Dataset(app)
  await Library.added(app, photos, storyPhotos.length)
  await dataset.open()
  await dataset.expectTile('Labels', '0')

  await dataset.previewImport([labels])
  await expect(dataset.importDialog.getByText('Read as COCO JSON')).toBeVisible()
  await expect(dataset.previewed('Images in the files')).toHaveText('4')
  await expect(dataset.previewed('Photos matched')).toHaveText('3')
  await expect(dataset.previewed('Images without a photo here')).toHaveText('1')
  await expect(dataset.previewed('Records not taken')).toHaveText('1')
  const notes = dataset.importDialog.getByRole('region', { name: 'Notes' }).getByRole('row')
  await expect(notes.filter({ hasText: 'elsewhere.jpg' })).toContainText('No photo')
  await expect(notes.filter({ hasText: 'annotations[5]' })).toContainText('Not taken')
  await dataset.importDialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dataset.importDialog.getByText('4 labels taken, 3 photos changed, 4 new classes.')).toBeVisible()
  await dataset.importDialog.getByRole('button', { name: 'Done' }).click()

  await dataset.expectTile('Labels', '4')
  await dataset.expectTile('Classes', '4')
  const perClass = dataset.view.getByRole('figure', { name: 'Labels per class' })
  await expect(perClass.locator('svg text').filter({ hasText: 'spoon' })).toBeVisible()
  const csv = join(folder, 'classes.csv')
  await app.answerSaveDialog(csv)
  await perClass.getByRole('button', { name: 'Save as CSV' }).click()
  await expect(page.getByText(`Saved ${csv}`)).toBeVisible()
  expect((await readFile(csv, 'utf8')).split('\r\n').toSorted()).toEqual(['', 'Class,Labels,Photos', 'cat,1,1', 'cup,1,1', 'person,1,1', 'spoon,1,1'])
  const picture = join(folder, 'classes.png')
  await app.answerSaveDialog(picture)
  await perClass.getByRole('button', { name: 'Save as PNG' }).click()
  await expect(page.getByText(`Saved ${picture}`)).toBeVisible()
  expect((await readFile(picture)).subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')

  const place = join(folder, 'exports')
  await mkdir(place)
  await dataset.exportTo(place, 'YOLO boxes')
  const written = inOrder(await readYolo(place))
  const wanted = inOrder(expectedRows())
  expect(written.map(({ file, className }) => [file, className])).toEqual(wanted.map(({ file, className }) => [file, className]))
  written.forEach(({ shares }, at) => {
    expect(shares).toHaveLength(4)
    shares.forEach((share, part) => expect(share).toBeCloseTo(wanted[at]?.shares[part] ?? Number.NaN, 4))
  })

  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Jobs' }).click()
  await page.getByRole('listitem', { name: 'Import COCO JSON' }).getByRole('button', { name: 'Show what came of it' }).click()
  await dataset.importDialog.getByRole('button', { name: 'Undo the import' }).click()
  await expect(dataset.importDialog.getByText('Taken back: 4 labels in 3 photos.')).toBeVisible()
  await dataset.importDialog.getByRole('button', { name: 'Done' }).click()
  await dataset.expectTile('Labels', '0')
})

test('photos that look alike are found and can be selected in the library', async ({ launch, folder }) => {
  const photos = await photoFolder(join(folder, 'photos'))
  await copyFile(join(photos, 'coffee.jpg'), join(photos, 'coffee again.jpg'))
  const app = await launch()
  const { page } = app
  const dataset = new Dataset(app)
  await Library.added(app, photos, storyPhotos.length + 1)
  await dataset.open()
  await dataset.openPart('Near-duplicates')
  await dataset.view.getByRole('button', { name: 'Look for near-duplicates' }).click()
  const group = dataset.view.getByRole('listitem', { name: '2 photos, the same file' })
  await expect(group.getByRole('button', { name: /^Open coffee/ })).toHaveCount(2)
  await expect(dataset.view.getByText(/not looked at yet/)).toBeHidden()
  await group.getByRole('button', { name: 'Select all but the first' }).click()
  await expect(page.getByRole('gridcell', { selected: true })).toHaveCount(1)
  await expect(page.getByRole('gridcell', { selected: true })).toHaveAccessibleName(/coffee/)
})
