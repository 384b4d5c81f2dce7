import { describe, expect, it } from 'vitest'
import { JsonDamage } from './json-damage'
import type { JsonPlan } from './json-stream'
import { readJsonStream } from './json-stream'
import { utf8Bytes } from './utf8-bytes'

async function* inChunks(text: string, bytes: number): AsyncGenerator<Uint8Array> {
  const all = utf8Bytes(text)
  for (let at = 0; at < all.length; at += bytes) yield all.subarray(at, at + bytes)
}

async function values(text: string, chunk: number, plan: (path: string) => JsonPlan = () => 'whole'): Promise<[string, unknown][]> {
  const found: [string, unknown][] = []
  await readJsonStream(inChunks(text, chunk), { plan: (path) => plan(path.join('.')), value: (path, value) => void found.push([path.join('.'), value]) })
  return found
}

const documents = [
  '{"a": [1, 2.5, -3e-2, 0, -0.1, 1234567890123456789, 0.1, 100.25], "b": {"c": null, "d": true, "e": false}, "f": ""}',
  '["\\u00e4\\n\\"\\\\ \\ud83d\\udc40", "äöü 犬 👀", "\\\\", "a\\\\", [], {}, [[]], {"": 1}]',
  ' [ 1 ,\r\n\t2 ] ',
  '"text"',
  '12.5',
  '{"__proto__": {"x": 1}, "constructor": 2}',
]

describe('readJsonStream', () => {
  it.each(documents)('builds what JSON.parse builds, wherever the pieces end: %s', async (text) => {
    for (const chunk of [1, 2, 3, 5, 7, 1000]) expect(await values(text, chunk)).toEqual([['', JSON.parse(text)]])
  })

  it('gives entries one by one and passes over the rest', async () => {
    const plan = (path: string): JsonPlan => (path === '' || path === 'list' ? 'each' : path === 'skip' ? 'skip' : 'whole')
    const text = '{"n": 1, "skip": {"a": ["x\\"}", 2]}, "list": [{"a": [1]}, 2], "whole": [3]}'
    for (const chunk of [1, 4, 1000]) {
      expect(await values(text, chunk, plan)).toEqual([['n', 1], ['list.0', { a: [1] }], ['list.1', 2], ['whole', [3]]])
    }
  })

  it('takes a byte order mark, NaN and Infinity', async () => {
    for (const chunk of [1, 1000]) expect(await values('\uFEFF[NaN, Infinity, -Infinity]', chunk)).toEqual([['', [NaN, Infinity, -Infinity]]])
  })

  it.each([
    ['{"a": 1', 1, 'ends in the middle'],
    ['[1,\n2,\n"x', 3, 'ends in the middle'],
    ['[1 2]', 1, 'comma'],
    ['{"a" 1}', 1, 'colon'],
    ['{a: 1}', 1, 'key in quotes'],
    ['[1,\ntru]', 2, 'no value'],
    ['["\\x"]', 1, 'wrong escape'],
    ['[1] 2', 1, 'after the end'],
    ['[1}', 1, 'comma or a closing'],
    ['[01x]', 1, 'no value'],
    ['', 1, 'ends in the middle'],
  ])('names the damage of %j', async (text, line, message) => {
    const error = await values(text, 3).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(JsonDamage)
    expect(error).toMatchObject({ line, message: expect.stringContaining(message) })
  })

  it('has given everything before the damage', async () => {
    const found: unknown[] = []
    const reading = readJsonStream(inChunks('[{"a": 1}, {"a": 2}, {"a":', 4), { plan: (path) => (path.length === 0 ? 'each' : 'whole'), value: (_, value) => void found.push(value) })
    await expect(reading).rejects.toThrow(JsonDamage)
    expect(found).toEqual([{ a: 1 }, { a: 2 }])
  })
})
