import { expect, test } from 'vitest'
import { makeNode } from './make-node'
import { sortNodes } from './sort-nodes'

const names = (...nodes: ReturnType<typeof makeNode>[]): string => sortNodes(nodes).map((node) => node.name).join(' ')

test('keeps an order that is valid already', () => {
  expect(names(makeNode('Relu', ['x'], ['b']), makeNode('Relu', ['x'], ['a']), makeNode('Add', ['a', 'b'], ['c']))).toBe('b a c')
})

test('moves producers before consumers', () => {
  const sum = makeNode('Add', ['a', 'b'], ['c'])
  expect(names(sum, makeNode('Relu', ['a'], ['b']), makeNode('Relu', ['x'], ['a']))).toBe('a b c')
})

test('names a node of a cycle', () => {
  expect(() => names(makeNode('Relu', ['b'], ['a']), makeNode('Relu', ['a'], ['b']))).toThrow(/cycle through node "[ab]"/)
})
