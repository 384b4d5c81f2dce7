import { expect, it } from 'vitest'
import { tuneOrder } from '#core/contract/tune'
import { countedOrder, firstDraft, orderOfDraft, toggledClass } from './tune-draft'

const everything = { kind: 'filter', filter: {} } as const

it('percent become shares, an empty name none, and the engine takes the order', () => {
  const order = orderOfDraft({ ...firstDraft, validationPercent: 20, testPercent: 50, name: '  ' }, 'some_model', everything)
  expect(order).toMatchObject({ modelId: 'some_model', classIds: null, split: { validation: 0.2, test: 0.5 }, name: null })
  expect(tuneOrder.safeParse(order).success).toBe(true)
  expect(orderOfDraft({ ...firstDraft, name: ' Cups ' }, 'some_model', everything).name).toBe('Cups')
})

it('photos are counted once for orders that differ in how is learnt alone', () => {
  const order = orderOfDraft({ ...firstDraft, name: 'Cups', copies: 4, balance: 'classes' }, 'some_model', everything)
  const other = orderOfDraft({ ...firstDraft, augmentations: ['mirror'] }, 'some_model', everything)
  expect(countedOrder(order)).toEqual(countedOrder(other))
  expect(countedOrder({ ...order, seed: 2 })).not.toEqual(countedOrder(other))
})

it('the last class stays chosen, and choosing every class is choosing all', () => {
  expect(toggledClass(null, 2, [1, 2, 3])).toEqual([1, 3])
  expect(toggledClass([3], 1, [1, 2, 3])).toEqual([1, 3])
  expect(toggledClass([1, 3], 2, [1, 2, 3])).toBeNull()
  expect(toggledClass([3], 3, [1, 2, 3])).toEqual([3])
})

it('classes that are not offered any more are dropped from the choice', () => {
  expect(toggledClass([3, 9], 1, [1, 2, 3])).toEqual([1, 3])
})
