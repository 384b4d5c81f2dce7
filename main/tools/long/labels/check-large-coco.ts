import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readCoco } from '#core/formats/labels/coco/read'
import { outlineTree } from '#core/formats/labels/tree/tree-outline'
import { folderTree } from './folder-tree'
import { inflate } from './host-platform'

export interface LargeCocoFigures {
  readonly fileMb: number
  readonly labels: number
  readonly seconds: number
  /** Highest memory of the process above where it stood before. */
  readonly peakMb: number
  /** Memory the data set itself keeps. */
  readonly keptMb: number
}

const photoCount = 20_000
const labelsPerPhoto = 14

/** Reads a made-up COCO file of about 100 MB from the disk and watches the memory. */
export async function measureLargeCoco(): Promise<LargeCocoFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'label-formats-'))
  try {
    const file = join(folder, 'instances.json')
    await pipeline(Readable.from(document()), createWriteStream(file))
    const tree = await folderTree(folder)
    const outline = await outlineTree(tree)
    globalThis.gc?.()
    const before = process.memoryUsage()
    let peak = before.rss
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss())
    }, 20)
    const started = performance.now()
    const outcome = await readCoco({ tree, outline, files: tree.paths, inflate, photoFacts: () => Promise.resolve(null) })
    const seconds = (performance.now() - started) / 1000
    clearInterval(watch)
    peak = Math.max(peak, process.memoryUsage.rss())
    globalThis.gc?.()
    const labels = outcome.dataset.images.reduce((sum, image) => sum + image.labels.length, 0)
    const megabyte = 1 << 20
    const kept = process.memoryUsage().heapUsed - before.heapUsed
    return { fileMb: (await stat(file)).size / megabyte, labels, seconds, peakMb: (peak - before.rss) / megabyte, keptMb: kept / megabyte }
  } finally {
    await rm(folder, { recursive: true })
  }
}

function* document(): Iterable<string> {
  yield '{"info":{},"images":['
  for (let id = 1; id <= photoCount; id++) yield `${id > 1 ? ',' : ''}{"id":${id},"file_name":"folder/photo ${id}.jpg","width":640,"height":480}`
  yield '],"annotations":['
  for (let id = 1; id <= photoCount * labelsPerPhoto; id++) {
    const points = Array.from({ length: 40 }, (_, at) => (50 + ((id * 7 + at * at * 13) % 380) + ((id + at) % 100) / 100).toFixed(2))
    const fields = `"image_id":${1 + (id % photoCount)},"category_id":${1 + (id % 80)},"bbox":[50,50,380.5,380.25],"area":1000,"iscrowd":0`
    yield `${id > 1 ? ',' : ''}{"id":${id},${fields},"segmentation":[[${points.join(',')}]]}`
  }
  yield '],"categories":['
  yield Array.from({ length: 80 }, (_, index) => `{"id":${index + 1},"name":"class ${index + 1}"}`).join(',')
  yield ']}'
}
