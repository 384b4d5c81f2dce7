import { expect, test } from 'vitest'
import { classColors, nextClassColor } from './class-colors'

test('gives every colour once before one comes again', () => {
  const used: string[] = []
  for (let count = 0; count < classColors.length; count++) used.push(nextClassColor(used))
  expect(used).toEqual([...classColors])
  expect(nextClassColor(used)).toBe(classColors[0])
})

test('fills the gap that a removed class left, and knows colours in capitals', () => {
  expect(nextClassColor([classColors[0].toUpperCase(), classColors[2]])).toBe(classColors[1])
  expect(nextClassColor(['#000000'])).toBe(classColors[0])
})
