import { join } from 'node:path'
import { onTestFinished, describe, expect, test } from 'vitest'
import { exampleCard } from '#core/testing/example-card'
import { temporaryFolder } from '../testing/temporary-folder'
import { ModelStore } from './model-store'
import { openStore } from './open-store'
import { RunJournal } from './run-journal'
import { RunStore } from './run-store'

const reason = { code: 'engine-stopped', reason: 'stopped' }

async function journalWith(photos: number) {
  const store = await openStore(join(temporaryFolder(), 'project.mobilabel'))
  onTestFinished(() => store.close())
  const { connection } = store
  const scan = store.scans.begin(store.folders.add('/photos', 1), 1)
  store.scans.recordFound(scan, Array.from({ length: photos }, (_, index) => ({ relativePath: `${index + 1}.jpg`, bytes: 1, modifiedMs: 1 })), 1)
  const modelKey = new ModelStore(connection).ensure(exampleCard({ id: 'one' }))
  const runs = new RunStore(connection)
  const journal = new RunJournal(connection)
  const runId = runs.create({ scope: { kind: 'filter', filter: {} }, redo: 'missing', models: [{ modelKey, settings: '{}' }], createdAtMs: 1 })
  return { store, connection, runs, journal, runId, modelKey }
}

function listAll(runs: RunStore, journal: RunJournal, runId: number): void {
  while (journal.listMore(runs.get(runId)));
}

const ids = (claims: readonly { photoId: number }[]): number[] => claims.map(({ photoId }) => photoId)

describe('the journal of a run', () => {
  test('lists photos piece by piece and can go on after any piece', async () => {
    const { runs, journal, runId } = await journalWith(5003)
    expect(journal.listMore(runs.get(runId))).toBe(true)
    expect(runs.get(runId)).toMatchObject({ listedTo: 5000, total: 5000 })
    expect(journal.listMore(runs.get(runId))).toBe(false)
    expect(runs.get(runId)).toMatchObject({ listedTo: null, total: 5003 })
    expect(journal.listMore(runs.get(runId))).toBe(false)
  })

  test('hands photos out in order, each once', async () => {
    const { runs, journal, runId } = await journalWith(5)
    listAll(runs, journal, runId)
    expect(journal.claim(runId, 'open', 0, 2)).toMatchObject([
      { photoId: 1, folderPath: '/photos', relativePath: '1.jpg', contentHash: null },
      { photoId: 2 },
    ])
    expect(ids(journal.claim(runId, 'open', 2, 10))).toEqual([3, 4, 5])
  })

  test('after a kill what was in hand goes last and alone; two more deaths over a photo alone end it', async () => {
    const { runs, journal, runId, modelKey, connection } = await journalWith(4)
    listAll(runs, journal, runId)
    journal.claim(runId, 'open', 0, 2)
    journal.finish(runId, 1, modelKey, null)
    journal.settle(runId, [1], { done: 1, failed: 0 })

    expect(journal.recover(reason)).toEqual([])
    expect(runs.get(runId).state).toBe('interrupted')
    expect(ids(journal.claim(runId, 'open', 0, 10))).toEqual([3, 4])
    journal.release(runId)
    for (let death = 0; death < 2; death++) {
      expect(ids(journal.claim(runId, 'suspect', 0, 1))).toEqual([2])
      const condemned = journal.recover(reason)
      expect(condemned).toEqual(death === 0 ? [] : [{ runId, photoId: 2, modelKeys: [modelKey], contentHash: null }])
    }
    expect(journal.failures(runId, 0, 10)).toEqual({
      total: 1,
      failures: [{ photoId: 2, relativePath: '2.jpg', modelId: 'one', code: 'engine-stopped', reason: 'stopped' }],
    })
    expect(runs.get(runId)).toMatchObject({ done: 1, failed: 1, total: 4 })
    expect(connection.value('SELECT count(*) FROM run_in_hand')).toBe(0)
    // The others were never in hand alone and are not held against.
    expect(ids(journal.claim(runId, 'open', 0, 10))).toEqual([3, 4])
  })

  test('an orderly stop makes no suspects', async () => {
    const { runs, journal, runId } = await journalWith(3)
    listAll(runs, journal, runId)
    journal.claim(runId, 'open', 0, 3)
    journal.release(runId)
    journal.recover(reason)
    expect(journal.claim(runId, 'suspect', 0, 3)).toEqual([])
    expect(ids(journal.claim(runId, 'open', 0, 3))).toEqual([1, 2, 3])
  })

  test('a pair ends once, and not at all when its photo went', async () => {
    const { runs, journal, runId, modelKey, connection } = await journalWith(2)
    listAll(runs, journal, runId)
    journal.claim(runId, 'open', 0, 2)
    expect(journal.finish(runId, 1, modelKey, reason)).toBe(true)
    expect(journal.finish(runId, 1, modelKey, null)).toBe(false)
    connection.run('DELETE FROM photos WHERE photo_id = 2')
    expect(journal.finish(runId, 2, modelKey, null)).toBe(false)
    journal.settle(runId, [1], { done: 0, failed: 1 })
    expect(journal.reopenFailed(runId)).toBe(1)
    expect(runs.get(runId).failed).toBe(0)
    expect(ids(journal.claim(runId, 'open', 0, 2))).toEqual([1])
  })

  test('leaves refused photos out, but not those that could merely not be read', async () => {
    const { runs, journal, runId, store } = await journalWith(3)
    store.scans.recordRefused(1, { state: 'refused', code: 'unsupported-image', reason: 'HEIC', contentHash: 'a' })
    store.scans.recordRefused(2, { state: 'refused', code: 'cannot-read', reason: 'permission', contentHash: null })
    listAll(runs, journal, runId)
    expect(ids(journal.claim(runId, 'open', 0, 3))).toEqual([2, 3])
  })
})
