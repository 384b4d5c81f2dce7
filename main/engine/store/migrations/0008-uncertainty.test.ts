import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addPhotos } from '../../testing/test-review'
import { temporaryFolder } from '../../testing/temporary-folder'
import { openStore } from '../open-store'
import { migrations } from './index'

test('boxes are weighed anew, masks have no uncertainty until they are made again, tags keep theirs', async () => {
  const path = join(temporaryFolder(), 'old.mobilabel')
  const old = await openStore(path, { migrations: migrations.slice(0, 7) })
  addPhotos(old, 2)
  old.connection.script(`
    INSERT INTO models VALUES (1, 'tags', 's', 'classification', '{}'), (2, 'boxes', 's', 'detection', '{}'), (3, 'masks', 's', 'segmentation', '{}');
    INSERT INTO predictions (prediction_id, photo_id, model_key, settings, content_hash, status, made_at_ms, elapsed_ms, uncertainty) VALUES
      (1, 1, 1, '{}', 'h', 'done', 1, 1, 1.25), (2, 1, 2, '{}', 'h', 'done', 1, 1, 0.5), (3, 1, 3, '{}', 'h', 'done', 1, 1, 0.5), (4, 2, 2, '{}', 'h', 'failed', 1, 1, NULL);
    INSERT INTO predicted_boxes VALUES (2, 0, 0, 0.75, 0, 0, 1, 1), (2, 1, 0, 0.45, 0, 0, 1, 1);
  `)
  old.close()
  const store = await openStore(path)
  expect(store.connection.column('SELECT uncertainty FROM predictions ORDER BY prediction_id')).toEqual([1.25, (0.5 + 1 / 2) / 2, null, null])
  expect([...store.query.ids({}, { by: 'uncertainty', direction: 'descending', modelId: 'masks' })]).toEqual([1, 2])
  store.close()
})
