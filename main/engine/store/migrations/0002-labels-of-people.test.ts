import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packMask } from '#core/geometry/mask-codec'
import { addPhotos, photoSize } from '../../testing/test-review'
import { temporaryFolder } from '../../testing/temporary-folder'
import { Connection } from '../connection'
import { migrationBackupPath } from '../migrate'
import { openStore } from '../open-store'
import { migrations } from './index'

/** A project of the first schema with a photo, two classes of one key, and a label of each kind. */
async function firstProject(path: string, mask: Uint8Array): Promise<void> {
  const store = await openStore(path, { migrations: migrations.slice(0, 1) })
  addPhotos(store, 2)
  store.connection.script(`
    UPDATE photos SET review_state = 'reviewed' WHERE photo_id = 1;
    INSERT INTO label_classes VALUES (3, 'dog', '#102030', 'd', 0), (5, 'cat', '#405060', 'd', 1);
    INSERT INTO labels VALUES
      (1, 1, 3, 'tag', NULL, NULL, '{"kind":"person"}', 1, 2),
      (2, 1, 5, 'box', '{"x":1,"y":0.5,"width":2,"height":1}', NULL, '{"kind":"model","modelId":"m","sha256":"s","score":0.5,"edited":false}', 1, 3);
    INSERT INTO models VALUES (1, 'm', 's', 'detection', '{}');
    INSERT INTO predictions (photo_id, model_key, settings, content_hash, status, made_at_ms, elapsed_ms) VALUES (1, 1, '{}', 'hash 1', 'done', 1, 1);
  `)
  store.connection.run("INSERT INTO labels VALUES (3, 2, 3, 'mask', NULL, ?, '{\"kind\":\"person\"}', 1, 4)", [mask])
  store.close()
}

test('a project of the first schema keeps its labels and a copy of itself', async () => {
  const path = join(temporaryFolder(), 'first.mobilabel')
  const mask = packMask(Uint8Array.of(0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1), photoSize)
  await firstProject(path, mask.bytes)
  const store = await openStore(path)
  expect(store.classes.list()).toMatchObject([
    { id: 3, name: 'dog', color: '#102030', key: 'd', position: 0, labels: 2, photos: 2 },
    { id: 5, name: 'cat', color: '#405060', key: null, position: 1, labels: 1, photos: 1 },
  ])
  const shared = { photoId: 1, locked: false, group: null, attributes: {} }
  expect(store.labels.ofPhoto(1).map(({ id: _id, ...label }) => label)).toEqual([
    { ...shared, classId: 3, geometry: { kind: 'tag' }, origin: { kind: 'person' } },
    {
      ...shared,
      classId: 5,
      geometry: { kind: 'box', x: 1, y: 0.5, width: 2, height: 1 },
      origin: { kind: 'model', modelId: 'm', sha256: 's', score: 0.5, edited: false },
    },
  ])
  expect(store.labels.ofPhoto(2)[0]?.geometry).toEqual({ kind: 'mask', mask })
  expect(store.photos.byIds([1, 2]).map(({ reviewState }) => reviewState)).toEqual(['reviewed', 'unreviewed'])
  expect(store.connection.value('SELECT count(*) FROM predictions')).toBe(1)
  expect(store.maintenance.tables().flatMap((table) => store.maintenance.tableProblems(table))).toEqual([])
  expect(store.maintenance.tables()).not.toContain('earlier_labels')
  store.close()

  const backup = migrationBackupPath(path, 1)
  expect(existsSync(backup)).toBe(true)
  const copy = new Connection(backup)
  expect(copy.column('SELECT label_id FROM labels ORDER BY 1')).toEqual([1, 2, 3])
  copy.close()
})

test('an old project and a new one have the same schema', async () => {
  const folder = temporaryFolder()
  await firstProject(join(folder, 'old.mobilabel'), packMask(new Uint8Array(12), photoSize).bytes)
  const stores = [await openStore(join(folder, 'old.mobilabel')), await openStore(join(folder, 'new.mobilabel'))]
  const [old, fresh] = stores.map(({ connection }) => connection.all('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name'))
  expect(old).toEqual(fresh)
  for (const store of stores) store.close()
})
