import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createPhotoPool } from '../engine/runtime/pool'
import { ModelRegistry } from '../engine/services/model-registry'
import { checkClassification } from './quality/check-classification'
import { checkDetection } from './quality/check-detection'
import { checkOddPhotos } from './quality/check-odd-photos'
import { checkParity } from './quality/check-parity'
import { checkSegmentation } from './quality/check-segmentation'
import { checkTunedHeads } from './quality/check-tuned-heads'
import { checkTuning } from './quality/check-tuning'
import type { QualityBench, QualityCheck } from './quality/quality-bench'
import { answerWithPool } from './quality/quality-bench'
import { quantizeBars } from './quality/quantize-bars'
import type { QualityRow } from './quality/quality-row'
import { formatRows, reachesBar } from './quality/quality-row'

/** The bundle lies in out/tools. */
const project = join(import.meta.dirname, '..', '..')
const checks: readonly QualityCheck[] = [
  checkParity,
  checkClassification,
  checkDetection,
  checkSegmentation,
  checkOddPhotos(project),
  checkTuning(project),
  checkTunedHeads(project),
  quantizeBars(join(project, 'out', 'quality')),
]
const shared = process.env['MOBILABEL_SHARED'] ?? join(project, '..', 'shared')

async function measure(): Promise<QualityRow[]> {
  const pool = createPhotoPool({ workerPath: join(project, 'out', 'main', 'worker.js') })
  try {
    const models = await new ModelRegistry(join(project, 'resources')).list()
    for (const { card, problem } of models) if (problem !== null) throw new Error(`${card.id}: ${problem}`)
    const bench: QualityBench = {
      dataFolder: join(shared, 'data'),
      referenceFolder: join(shared, 'models', 'reference'),
      models,
      answer: (model, paths) => answerWithPool(pool, model, paths),
    }
    const rows: QualityRow[] = []
    for (const check of checks) rows.push(...(await check(bench)))
    return rows
  } finally {
    await pool.close()
  }
}

if (existsSync(join(shared, 'data')) && existsSync(join(shared, 'models'))) {
  const startedMs = performance.now()
  const rows = await measure()
  const seconds = Math.round((performance.now() - startedMs) / 1000)
  process.stdout.write(`${formatRows(rows)}\n${rows.filter(reachesBar).length} of ${rows.length} bars reached in ${seconds} s\n`)
  if (!rows.every(reachesBar)) process.exitCode = 1
} else {
  process.stdout.write(`Skipped: there is no evaluation data in ${shared} (set MOBILABEL_SHARED to its folder).\n`)
}
