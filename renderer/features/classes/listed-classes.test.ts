import { expect, it } from 'vitest'
import { listedClasses } from './listed-classes'

const labels = ['background', 'dog', 'cat', 'hot dog'].map((name, id) => ({ id, name }))

it('lists classes with a meaning first and finds words anywhere in the name', () => {
  expect(listedClasses(labels, [{ index: 3, classId: 8 }], '').map(({ name }) => name)).toEqual(['hot dog', 'background', 'dog', 'cat'])
  expect(listedClasses(labels, [{ index: 3, classId: 8 }], ' DOG ')).toEqual([
    { index: 3, name: 'hot dog', classId: 8 },
    { index: 1, name: 'dog', classId: null },
  ])
})
