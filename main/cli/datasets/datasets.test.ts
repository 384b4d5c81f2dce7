import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { grayPng } from '../../engine/testing/test-datasets'
import { temporaryFolder } from '../../engine/testing/temporary-folder'
import { writeFiles } from '../../engine/testing/tiny-png'
import { buildCli, runCli, type CliResult } from '../testing/run-cli'

const size = { width: 64, height: 48 }
let cli = ''

beforeAll(async () => {
  cli = await buildCli('datasets')
}, 60_000)

/** A folder with photos and COCO labels, and the command line in it. */
function prepare(): { readonly folder: string; run(...words: string[]): Promise<CliResult> } {
  const folder = temporaryFolder()
  writeFiles(join(folder, 'photos'), { 'a/1.png': grayPng(size, 1), 'b/1.png': grayPng(size, 2), 'naïve 照片.png': grayPng(size, 3) })
  const image = (id: number, name: string) => ({ id, file_name: name, ...size })
  const annotation = (id: number, bbox: readonly number[]) => ({ id, image_id: id, category_id: 3, bbox, area: 4, iscrowd: 0 })
  const labels = {
    images: [image(1, 'a/1.png'), image(2, 'b/1.png'), image(3, 'naïve 照片.png')],
    annotations: [annotation(1, [1.25, 2, 8, 6]), annotation(2, [2.5, 3, 4, 4]), annotation(3, [10, 10, 20, 20])],
    categories: [{ id: 3, name: 'traffic light' }],
  }
  writeFileSync(join(folder, 'instances.json'), JSON.stringify(labels))
  return { folder, run: (...words) => runCli(cli, join(folder, 'data'), words) }
}

test('import, stats, export and back without a window', async () => {
  const { folder, run } = prepare()
  const project = ['--project', join(folder, 'p.mobilabel')]
  const dry = await run('import', join(folder, 'instances.json'), ...project, '--photos', join(folder, 'photos'), '--dry-run')
  expect(dry).toMatchObject({ exitCode: 0, out: 'COCO JSON, pixel frame upright: 3 images, 3 labels on photos found (3 by path, 0 by content, 0 by name)\n' })
  const taken = await run('import', join(folder, 'instances.json'), ...project)
  expect(taken.out).toContain('Taken: 3 labels on 3 photos, 1 new class\n')
  expect(taken.exitCode).toBe(0)

  const stats = await run('stats', ...project, '--json')
  expect(JSON.parse(stats.out)).toMatchObject({ statistics: { photos: 3, labels: 3, labelsByKind: { box: 3 }, classes: [{ name: 'traffic light', labels: 3, photos: 3 }] } })
  expect((await run('stats', ...project)).out).toContain('traffic light  3 labels on 3 photos')

  const zip = join(folder, 'out.zip')
  const exported = await run('export', ...project, '--format', 'voc', '--out', zip, '--photos')
  expect(exported).toMatchObject({ exitCode: 0 })
  expect(exported.out).toContain('3 labels of 3 photos')
  expect(exported.out).toContain('Read again: the same.')

  const other = ['--project', join(folder, 'q.mobilabel')]
  expect(await run('import', zip, ...other, '--photos', join(folder, 'photos'))).toMatchObject({ exitCode: 0 })
  const again = join(folder, 'again')
  expect(await run('export', ...other, '--format', 'coco', '--out', again)).toMatchObject({ exitCode: 0 })
  const document = JSON.parse(readFileSync(join(again, 'annotations', 'instances.json'), 'utf8')) as { annotations: { bbox: number[] }[] }
  expect(document.annotations.map(({ bbox }) => bbox)).toEqual([[1.25, 2, 8, 6], [2.5, 3, 4, 4], [10, 10, 20, 20]])
}, 60_000)

test('what could not be taken is listed and tells by the exit code', async () => {
  const { folder, run } = prepare()
  const project = ['--project', join(folder, 'p.mobilabel')]
  rmSync(join(folder, 'photos', 'naïve 照片.png'))
  const result = await run('import', join(folder, 'instances.json'), ...project, '--photos', join(folder, 'photos'), '--json')
  expect(result.exitCode).toBe(2)
  expect(JSON.parse(result.out)).toMatchObject({ preview: { missing: 1, labels: 2 }, report: { labels: 2 }, notes: [{ level: 'missing', file: 'naïve 照片.png' }] })
  const text = await run('import', join(folder, 'instances.json'), ...project)
  expect(text.out).toContain('missing: naïve 照片.png: no photo')
}, 60_000)

test('convert needs no project, and refuses a folder that is not its own', async () => {
  const { folder, run } = prepare()
  const out = join(folder, 'yolo')
  const converted = await run('convert', join(folder, 'instances.json'), join(folder, 'photos'), '--to', 'yolo-detect', '--out', out)
  expect(converted.exitCode).toBe(0)
  expect(readFileSync(join(out, 'labels', 'train', 'photos', 'naïve 照片.txt'), 'utf8')).toBe('0 0.31250000 0.41666667 0.31250000 0.41666667\n')
  mkdirSync(join(folder, 'mine'))
  writeFileSync(join(folder, 'mine', 'x.txt'), 'x')
  const refused = await run('convert', join(folder, 'instances.json'), '--to', 'coco', '--out', join(folder, 'mine'))
  expect(refused).toMatchObject({ exitCode: 1, out: '' })
  expect(refused.status).toContain('is not empty')
}, 60_000)

test.each([
  [['export', '--out', 'x'], '--format is missing'],
  [['export', '--format', 'coco'], '--out is missing'],
  [['export', '--format', 'coco', '--out', 'x', '--frame', 'sideways'], 'upright or raw'],
  [['export', '--format', 'coco', '--out', 'x', '--split', '80'], 'two or three shares'],
  [['export', '--format', 'coco', '--out', 'x', '--threshold', '0.5'], '--threshold goes with --predictions'],
  [['import'], 'needs label files'],
  [['import', 'x'], 'There is no project'],
  [['convert', 'x'], 'the format to turn them into'],
  [['stats', 'x'], 'takes no "x"'],
])('%j says what is wrong and changes nothing', async (words, sentence) => {
  const { run } = prepare()
  const result = await run(...words)
  expect(result).toMatchObject({ exitCode: 1, out: '' })
  expect(result.status).toContain(sentence)
})
