import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../store/open-store'
import { temporaryFolder } from '../testing/temporary-folder'
import { createSavedFiltersService } from './saved-filters'

async function filters() {
  const store = await openStore(join(temporaryFolder(), 'a.mobilabel'))
  onTestFinished(() => store.close())
  return { store, service: createSavedFiltersService({ store }) }
}

test('views are kept by name, changed under the same name, and removed', async () => {
  const { service } = await filters()
  const sort = { by: 'disagreement', direction: 'descending', modelId: 'a', otherModelId: 'b' } as const
  const filter = { text: 'beach', reviewStates: ['unreviewed'], labelClassIds: [3], labelOrigins: ['model'], hasLabels: true } as const
  const copied = { ...filter, reviewStates: [...filter.reviewStates], labelClassIds: [...filter.labelClassIds], labelOrigins: [...filter.labelOrigins] }
  const sea = await service['filter.save']({ name: ' sea ', filter: copied, sort })
  expect(sea).toEqual({ id: sea.id, name: 'sea', filter, sort })
  await service['filter.save']({ name: 'Beach', filter: {}, sort: { by: 'name', direction: 'ascending' } })
  expect(service['filter.list']().map(({ name }) => name)).toEqual(['Beach', 'sea'])
  expect(await service['filter.save']({ name: 'sea', filter: { hasLabels: false }, sort })).toEqual({ id: sea.id, name: 'sea', filter: { hasLabels: false }, sort })
  await service['filter.remove']({ filterId: sea.id })
  expect(service['filter.list']()).toHaveLength(1)
  await expect(service['filter.save']({ name: '  ', filter: {}, sort })).rejects.toThrow('needs a name')
})

test('a part that no longer fits its type is left out', async () => {
  const { service, store } = await filters()
  store.connection.run("INSERT INTO saved_filters (name, filter, sort) VALUES ('old', ?, ?)", [
    JSON.stringify({ text: 'a', hasLabels: 'yes' }),
    JSON.stringify({ by: 'smell', direction: 'ascending' }),
  ])
  expect(service['filter.list']()).toEqual([{ id: 1, name: 'old', filter: { text: 'a' }, sort: { by: 'name', direction: 'ascending' } }])
})
