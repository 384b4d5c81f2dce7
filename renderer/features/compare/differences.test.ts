import { expect, it } from 'vitest'
import { differences, type ComparedObject } from './differences'

function box(key: string, name: string, x: number): ComparedObject {
  return { key, kind: 'box', name, score: 0.9, rect: { x, y: 0, width: 10, height: 10 } }
}
const area = (key: string, name: string, score: number): ComparedObject => ({ key, kind: 'area', name, score, rect: null })
const tag = (key: string, name: string): ComparedObject => ({ key, kind: 'tag', name, score: null, rect: null })
const listed = (left: readonly ComparedObject[], right: readonly ComparedObject[]) =>
  differences(left, right).map((found) => `${found.kind} ${found.left?.key ?? '-'} ${found.right?.key ?? '-'}`)

it('pairs boxes by overlap, one name before two, and lists what is left over', () => {
  // 3 of 17 columns shared is 0.18; 8 of 12 is 0.67; 7 of 13 is 0.54.
  expect(listed([box('a', 'dog', 0), box('b', 'cat', 50)], [box('c', 'Dog', 3), box('d', 'cow', 2), box('e', 'fox', 57)])).toEqual([
    'only-left b -',
    'only-right - d',
    'only-right - e',
    'same a c',
  ])
  expect(listed([box('a', 'dog', 0)], [box('d', 'cow', 2)])).toEqual(['class a d'])
})

it('compares areas by their share and tags by their name', () => {
  expect(listed([area('a', 'sky', 0.3), area('b', 'potted plant', 0.1)], [area('c', 'sky', 0.35), area('d', 'potted-plant', 0.11)])).toEqual(['size a c', 'same b d'])
  expect(listed([tag('a', 'cup')], [tag('b', 'mug'), tag('c', 'Cup')])).toEqual(['only-right - b', 'same a c'])
})

it('two sides that say nothing do not differ', () => {
  expect(differences([], [])).toEqual([])
})
