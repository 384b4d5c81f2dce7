import { expect, test } from 'vitest'
import { labelsOfText } from './labels-of-text'

test('lines are counted from the first class; ??? and empty lines keep their number', () => {
  expect(labelsOfText('???\nperson\n\ncar\n', 0)).toEqual([{ id: 1, name: 'person' }, { id: 3, name: 'car' }])
  expect(labelsOfText('\uFEFFcat\r\nwild dog', 1)).toEqual([{ id: 1, name: 'cat' }, { id: 2, name: 'wild dog' }])
})

test('numbered lines name their own classes, unless a name only begins with a number', () => {
  expect(labelsOfText('3 dog\n7: cat\n9,owl', 0)).toEqual([{ id: 3, name: 'dog' }, { id: 7, name: 'cat' }, { id: 9, name: 'owl' }])
  expect(labelsOfText('2 wheels\nbus', 0)).toEqual([{ id: 0, name: '2 wheels' }, { id: 1, name: 'bus' }])
})

test('JSON: names, objects with ids, names by number', () => {
  expect(labelsOfText('["a","b"]', 5)).toEqual([{ id: 5, name: 'a' }, { id: 6, name: 'b' }])
  expect(labelsOfText('[{"id":4,"name":"a"},{"name":"b"}]', 0)).toEqual([{ id: 4, name: 'a' }, { id: 1, name: 'b' }])
  expect(labelsOfText('{"0":"a","12":"b"}', 0)).toEqual([{ id: 0, name: 'a' }, { id: 12, name: 'b' }])
})

test('what is wrong is named', () => {
  expect(() => labelsOfText('  ', 0)).toThrow('no labels')
  expect(() => labelsOfText('["a", 3]', 0)).toThrow('Entry 2')
  expect(() => labelsOfText('{"x":"a"}', 0)).toThrow('"x" is no number')
  expect(() => labelsOfText('[', 0)).toThrow('look like JSON')
  expect(() => labelsOfText('1 a\n1 b', 0)).toThrow('Two labels have the number 1')
})
