import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fromErrorData } from '#core/contract/errors'
import { Jobs } from '../main/engine/jobs'
import type { PhotoPool } from '../main/engine/runtime/photo-pool'
import { LabelExporter } from '../main/engine/services/datasets/export/label-exporter'
import { openStore } from '../main/engine/store/open-store'
import type { Store } from '../main/engine/store/store'

const photoCount = Number(process.argv[3] ?? 50_000)
const labelsPerPhoto = 5
const classNames = ['cat', 'dog', 'person', 'cup', 'spoon']
const mebibyte = 1024 * 1024

function fill(store: Store): void {
  store.connection.transaction(() => {
    const folderId = store.folders.add('/photos', 1)
    const classIds = classNames.map((name, index) => store.classes.add({ name, color: `#10203${index}`, key: null }))
    for (let photo = 1; photo <= photoCount; photo++) {
      const path = `folder ${photo % 100}/${photo}.jpg`
      store.connection.run(
        `INSERT INTO photos (photo_id, folder_id, relative_path, directory, name, sort_key, search_key, bytes, modified_ms, state, format, width, height,
           content_hash, review_state, added_at_ms, seen_scan)
         VALUES (?, ?, ?, ?, ?, ?, ?, 1, 1, 'present', 'jpeg', 1024, 768, printf('%064x', ?), 'reviewed', 1, 1)`,
        [photo, folderId, path, `folder ${photo % 100}`, `${photo}.jpg`, path, path, photo],
      )
      for (let label = 0; label < labelsPerPhoto; label++) {
        const geometry = { kind: 'box', x: label * 10.25, y: photo % 700, width: 50.5, height: 40.125 } as const
        store.labels.put(photo, { id: `${photo}-${label}`, classId: classIds[label % classIds.length] ?? 0, geometry, origin: { kind: 'person' }, locked: false, group: null, attributes: {} }, 1)
      }
    }
  })
}

/** node scripts/run-ts.mjs bench/export.ts [FORMAT] [PHOTOS]: memory and the longest hold-up of the thread while labels go out and are read again. */
async function main(): Promise<void> {
  const formatId = process.argv[2] ?? 'coco'
  const folder = mkdtempSync(join(tmpdir(), 'mobilabel-export-'))
  try {
    const store = await openStore(join(folder, 'project.mobilabel'))
    fill(store)
    const jobs = new Jobs(() => undefined)
    const exporter = new LabelExporter({ store, jobs, pool: {} as PhotoPool })
    const before = process.memoryUsage.rss()
    let peak = before
    const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20)
    const delays = monitorEventLoopDelay({ resolution: 5 })
    delays.enable()
    const cpu = process.cpuUsage()
    const jobId = await exporter.start({
      scope: { kind: 'filter', filter: {} },
      source: { kind: 'labels' },
      formatId,
      frame: 'upright',
      photos: 'labels-only',
      split: null,
      target: { kind: 'folder', path: join(folder, 'out') },
    })
    const end = await jobs.ended(jobId)
    delays.disable()
    clearInterval(timer)
    if (end.error !== null) throw fromErrorData(end.error)
    const report = exporter.report(jobId)
    const { user, system } = process.cpuUsage(cpu)
    const figures = {
      formatId,
      labels: report.labels,
      differences: report.reread?.differences,
      peakMiB: Math.round(peak / mebibyte),
      risenMiB: Math.round((peak - before) / mebibyte),
      longestHoldUpMs: Math.round(delays.max / 1e6),
      p99HoldUpMs: Math.round(delays.percentile(99) / 1e6),
      cpuSeconds: Math.round((user + system) / 1e5) / 10,
    }
    process.stdout.write(`${JSON.stringify(figures)}\n`)
    store.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await main()
