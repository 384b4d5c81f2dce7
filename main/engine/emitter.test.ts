import { expect, test } from 'vitest'
import { createEmitter } from './emitter'

test('reaches every listener, also past one that throws, until it stops listening', () => {
  const errors: unknown[] = []
  const { emit, on } = createEmitter((error) => errors.push(error))
  const heard: (readonly number[])[] = []
  on('library.changed', () => {
    throw new Error('broken listener')
  })
  const stop = on('library.changed', ({ folderIds }) => heard.push(folderIds))
  emit('library.changed', { folderIds: [1] })
  stop()
  emit('library.changed', { folderIds: [2] })
  expect(heard).toEqual([[1]])
  expect(errors).toHaveLength(2)
})
