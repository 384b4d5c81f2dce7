import { expect, it } from 'vitest'
import { tuneOrder } from '#core/contract/tune'
import { countedOrder, firstDraft, orderOfDraft, toggledClass } from './tune-draft'

const everything = { kind: 'filter', filter: {} } as const

const someModel = { id: 'some_model', task: 'classification' } as const

it('percent become shares, an empty name none, and the engine takes the order', () => {
  const order = orderOfDraft({ ...firstDraft, validationPercent: 20, testPercent: 50, name: '  ' }, someModel, everything)
  expect(order).toMatchObject({ modelId: 'some_model', classIds: null, split: { validation: 0.2, test: 0.5 }, name: null })
  expect(tuneOrder.safeParse(order).success).toBe(true)
  expect(orderOfDraft({ ...firstDraft, name: ' Cups ' }, someModel, everything).name).toBe('Cups')
})

it('photos are counted once for orders that differ in how is learnt alone', () => {
  const order = orderOfDraft({ ...firstDraft, name: 'Cups', copies: 4, balance: 'classes' }, someModel, everything)
  const other = orderOfDraft({ ...firstDraft, augmentations: ['mirror'] }, someModel, everything)
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

it('blocks learn only in a classifier whose own classes are not kept', () => {
  const draft = { ...firstDraft, blocks: 2 } as const
  expect(orderOfDraft(draft, someModel, everything).depth).toEqual({ blocks: 2 })
  expect(orderOfDraft({ ...draft, kept: 'extend' }, someModel, everything).depth).toBeUndefined()
  expect(orderOfDraft(draft, { ...someModel, task: 'detection' }, everything).depth).toBeUndefined()
  expect(orderOfDraft(firstDraft, someModel, everything).depth).toBeUndefined()
})
