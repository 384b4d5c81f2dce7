import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blockCounts, type TuneDepth } from '#core/model/tune-depth'
import { writeCocoCrops } from '../quality/tune/coco-crops'
import { tuneOnCrops } from '../quality/tune/tune-on-crops'

/*
 * node scripts/run-ts.mjs main/tools/long/tune-blocks.ts [copies]: a classifier trained on objects cut out of COCO photos by the official
 * split, the head alone and with 1, 2 and 3 blocks; top-1 on objects of val2017.
 */
const project = join(import.meta.dirname, '..', '..')
const shared = process.env['MOBILABEL_SHARED'] ?? join(project, '..', 'shared')
const copies = Number(process.argv[2] ?? 0)

if (!existsSync(join(shared, 'data'))) {
  process.stdout.write(`Skipped: there is no evaluation data in ${shared} (set MOBILABEL_SHARED to its folder).\n`)
} else {
  const folder = await mkdtemp(join(tmpdir(), 'mobilabel-blocks-'))
  try {
    const photos = join(folder, 'photos')
    await mkdir(photos)
    const crops = await writeCocoCrops(join(shared, 'data'), photos)
    const depths: readonly TuneDepth[] = ['head', ...blockCounts.map((blocks) => ({ blocks }))]
    const reports = await tuneOnCrops({ photos, crops, folder, project }, depths.map((depth) => ({ depth, copies })))
    for (const [index, { after, epochs, bestEpoch, blocks, timesMs, temperature, photos: count }] of reports.entries()) {
      const best = epochs.find(({ epoch }) => epoch === bestEpoch)
      process.stdout.write(
        `${JSON.stringify(depths[index])}, ${copies} copies: top-1 ${after.value.toFixed(4)} (${after.interval.map((end) => end.toFixed(4)).join(' to ')}) on ${count} objects; ` +
          `${blocks?.kept ?? 'head alone'}, best epoch ${bestEpoch} of ${epochs.length}, validation loss ${best?.validationLoss.toFixed(4) ?? ''}, top-1 ${best?.validationMetric.toFixed(4) ?? ''}; ` +
          `temperature ${temperature.toFixed(2)}; features ${Math.round(timesMs.features)} ms, training ${Math.round(timesMs.training)} ms\n`,
      )
      for (const { epoch, trainLoss, validationLoss, validationMetric, rate } of epochs) process.stdout.write(`  ${epoch}: ${trainLoss.toFixed(4)} ${validationLoss.toFixed(4)} ${validationMetric.toFixed(4)} ${rate}\n`)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
