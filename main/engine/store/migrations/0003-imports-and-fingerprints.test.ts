import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder'
import { openStore } from '../open-store'
import { migrations } from './index'

test('steps of an older project keep their kind and all that hangs on them', async () => {
  const path = join(temporaryFolder(), 'second.mobilabel')
  const before = await openStore(path, { migrations: migrations.slice(0, 2) })
  before.connection.script(`
    INSERT INTO edit_steps (kind, title, made_at_ms, labels, photos) VALUES ('accept-all', 'Accept', 5, 2, 1), ('set-review', 'Mark', 6, 0, 3);
    INSERT INTO step_added_labels VALUES (1, 'a', 1, 1, 0), (1, 'b', 1, 1, 1);
    INSERT INTO step_reviews VALUES (2, 1, 'unreviewed', 'reviewed');
  `)
  before.close()
  const store = await openStore(path)
  expect(store.steps.list()).toEqual([
    { id: 2, kind: 'set-review', title: 'Mark', madeAtMs: 6, labels: 0, photos: 3 },
    { id: 1, kind: 'accept-all', title: 'Accept', madeAtMs: 5, labels: 2, photos: 1 },
  ])
  expect(store.steps.openPhotos(1, 10)).toEqual([1])
  expect(store.connection.value('SELECT count(*) FROM step_added_labels')).toBe(2)
  // An import is a kind of step now, and a step still takes its rows along.
  store.connection.transaction(() => store.steps.begin('import', 'Import', 7))
  store.connection.transaction(() => store.steps.forget(1))
  expect(store.connection.value('SELECT count(*) FROM step_added_labels')).toBe(0)
  expect(store.maintenance.tables().flatMap((table) => store.maintenance.tableProblems(table))).toEqual([])
  store.close()
})
