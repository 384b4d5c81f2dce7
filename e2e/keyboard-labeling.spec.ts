import { join } from 'node:path'
import { allSamples, photoFolder } from './data/photo-folder'
import { readProject } from './data/project-file'
import { expect, test } from './fixtures'
import { Library } from './pages/library'
import { Review } from './pages/review'

/** In the order of the library. */
const photos = allSamples.toSorted()
/** A class of its own for each photo, in the order of their keys. */
const classes = ['person', 'camera', 'cat', 'clock', 'cup', 'coin', 'flower', 'motorcycle', 'rocket', 'temple'] as const
const classKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const

const times = (count: number, key: string): readonly string[] => Array.from({ length: count }, () => key)
/** Ten photo pixels with each press, whatever the zoom. */
const tenRight = 'Alt+Shift+ArrowRight'
const tenDown = 'Alt+Shift+ArrowDown'
const tenLeft = 'Alt+Shift+ArrowLeft'
const tenUp = 'Alt+Shift+ArrowUp'

/** Tens of pixels that what is drawn on a photo is wide and high: other ones on every photo. */
function tensOf(at: number): { readonly right: number; readonly down: number } {
  return { right: 3 + at, down: 2 + (at % 3) }
}

/** With the pen down. */
const penDown = ['Escape', 'Escape', 'Escape', 'm', 'Alt+ArrowUp', 'Enter'] as const

async function drawEverything(review: Review, at: number): Promise<void> {
  const { right, down } = tensOf(at)
  await review.press('Escape', classKeys[at] ?? '')
  await expect(review.labels).toHaveCount(1)
  await review.press('b', 'Alt+ArrowLeft', 'Enter', ...times(right, tenRight), ...times(down, tenDown), 'Enter')
  await expect(review.labels).toHaveCount(2)
  await review.press('Escape', 'Escape', 'Escape', 'p', 'Alt+ArrowUp', 'Enter', ...times(right, tenRight), 'Enter', ...times(down, tenDown), 'Enter')
  await review.press(...times(right, tenLeft), ...times(down, tenUp), 'Enter')
  await expect(review.labels).toHaveCount(3)
  await review.press(...penDown, ...times(right, tenRight), 'Enter')
  await expect(review.labels).toHaveCount(4)
}

interface LabelRow {
  readonly photo: string
  readonly width: number
  readonly height: number
  readonly className: string
  readonly kind: string
  readonly geometry: string | null
  readonly maskWidth: number | null
  readonly maskHeight: number | null
  readonly mask: string | null
  readonly origin: string
}

const labelRows = `
  SELECT photos.relative_path AS photo, photos.width, photos.height, label_classes.name AS className, kind, geometry,
    mask_width AS maskWidth, mask_height AS maskHeight, CASE WHEN mask IS NULL THEN NULL ELSE hex(mask) END AS mask, origin_kind AS origin
  FROM labels JOIN photos USING (photo_id) JOIN label_classes USING (class_id)
  ORDER BY photos.relative_path, CASE kind WHEN 'tag' THEN 0 WHEN 'box' THEN 1 WHEN 'polygon' THEN 2 ELSE 3 END`

/** What the keys of a photo make, worked out from the steps of ten pixels around the middle of the photo. */
function expectGeometry({ kind, geometry, width, height, maskWidth, maskHeight, mask }: LabelRow, at: number): void {
  const [spanX, spanY] = [10 * tensOf(at).right, 10 * tensOf(at).down]
  // The middle of a photo with an odd side lies between two pixels.
  const near = (value: number) => expect.closeTo(value, -0.4)
  if (kind === 'box') expect(JSON.parse(geometry ?? '')).toEqual({ x: near(width / 2 - 1), y: near(height / 2), width: spanX, height: spanY })
  if (kind === 'polygon') {
    const { rings } = JSON.parse(geometry ?? '') as { readonly rings: readonly { readonly points: readonly number[]; readonly hole: boolean }[] }
    expect(rings.map(({ hole }) => hole)).toEqual([false])
    const [x = 0, y = 0, ...others] = rings[0]?.points ?? []
    expect([x, y]).toEqual([near(width / 2), near(height / 2 - 1)])
    expect(others).toEqual([x + spanX, y, x + spanX, y + spanY])
  }
  if (kind === 'mask') {
    expect([maskWidth, maskHeight]).toEqual([width, height])
    expect(mask?.length).toBeGreaterThan(40)
  }
}

test('ten photos are labeled by keyboard alone; a kill in the middle of a stroke loses that stroke and nothing else', async ({ launch, folder }) => {
  const project = join(folder, 'Keyboard.mobilabel')
  const first = await launch({ words: ['--', project] })
  await first.answerOpenDialog([await photoFolder(join(folder, 'photos'), photos)])
  await expect(first.page.getByRole('button', { name: 'Add photo folder' })).toBeVisible()
  await first.page.keyboard.press('ControlOrMeta+i')
  await new Library(first.page).expectPhotos(photos.length)
  await first.page.keyboard.press('ControlOrMeta+2')
  const review = new Review(first.page)
  await review.expectPhoto(photos[0] ?? '')
  await review.addClassesByKeyboard(classes)

  for (const [at, photo] of photos.entries()) {
    await review.expectPhoto(photo)
    await drawEverything(review, at)
    await review.press('Escape', 'Escape', 'Escape', 'z', 'z', 'z')
    await expect(review.labels).toHaveCount(1)
    await review.press('Shift+Z', 'Shift+Z', 'Shift+Z')
    await expect(review.labels).toHaveCount(4)
    if (at % 3 === 1) {
      // Deleted and fetched back, and the mask taken back for good.
      await review.press('j', 'j', 'Delete')
      await expect(review.labels).toHaveCount(3)
      await review.press('z', 'z')
      await expect(review.labels).toHaveCount(3)
    }
    if (at < photos.length - 1) await review.press('d', 'n')
  }
  await review.expectPhoto(photos.at(-1) ?? '')
  await review.expectSaved()
  const saved = (await readProject(project, labelRows)) as readonly LabelRow[]

  // The pen is down and has moved; all that was done before is known to be written.
  await review.press(...penDown, ...times(6, tenLeft), ...times(4, tenDown))
  await review.expectSaved()
  await first.kill()

  const kindsOf = (at: number): readonly string[] => (at % 3 === 1 ? ['tag', 'box', 'polygon'] : ['tag', 'box', 'polygon', 'mask'])
  const left = (await readProject(project, labelRows)) as readonly LabelRow[]
  expect(left).toEqual(saved)
  expect(left.map(({ photo, className, kind, origin }) => [photo, className, kind, origin])).toEqual(
    photos.flatMap((photo, at) => kindsOf(at).map((kind) => [photo, classes[at], kind, 'person'])),
  )
  for (const row of left) expectGeometry(row, photos.findIndex((photo) => photo === row.photo))
  expect(new Set(left.flatMap(({ mask }) => mask ?? [])).size).toBe(photos.filter((_photo, at) => at % 3 !== 1).length)

  const second = await launch({ words: ['--', project] })
  const library = new Library(second.page)
  await library.expectPhotos(photos.length)
  for (const [at, photo] of photos.entries()) {
    const state = at < photos.length - 1 ? `Reviewed, ${kindsOf(at).length} labels` : 'Review in progress'
    await expect(library.photo(photo)).toHaveAttribute('aria-label', `${photo}, ${state}`)
  }
  await second.page.keyboard.press('ControlOrMeta+2')
  const again = new Review(second.page)
  await again.expectPhoto(photos.at(-1) ?? '')
  expect(await again.labelNames()).toEqual(['temple, tag, by a person', 'temple, box, by a person', 'temple, polygon, by a person', 'temple, mask, by a person'])
  // The lost stroke can be drawn now.
  await again.press(...penDown, ...times(6, tenLeft), ...times(4, tenDown), 'Enter')
  await expect(again.labels).toHaveCount(5)
  await again.expectSaved()
  expect(await readProject(project, 'SELECT count(*) AS labels FROM labels')).toEqual([{ labels: left.length + 1 }])
  expect(await readProject(project, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
})
