import { expect, test } from 'vitest'
import { dataText } from './data-text'
import type { TunePhoto } from './tune-photo'

function photo(contentHash: string, changes: Partial<TunePhoto> = {}): TunePhoto {
  const labels: TunePhoto['labels'] = [
    { classIndex: 1, geometry: { kind: 'tag' }, attributes: {} },
    { classIndex: 0, geometry: { kind: 'mask', mask: { width: 2, height: 1, bytes: Uint8Array.of(1, 2) } }, attributes: {} },
  ]
  return { photoId: 1, contentHash, size: { width: 2, height: 1 }, part: 'train', labels, labelSources: { person: 2, model: 0, import: 0 }, group: null, ...changes }
}
const text = (photos: readonly TunePhoto[], classes = ['cat', 'dog']) => [...dataText(photos, classes)].join('')

test('order, ids and numbers of classes do not count; photos, labels, names and parts do', () => {
  const base = text([photo('aa'), photo('bb')])
  const [first, second] = photo('aa').labels
  expect(base.split('\n')).toHaveLength(3)
  expect(text([photo('bb', { photoId: 7 }), photo('aa')])).toBe(base)
  if (first === undefined || second === undefined) throw new Error('a photo has two labels')
  expect(text([photo('aa', { labels: [second, first] }), photo('bb')])).toBe(base)
  const others = [
    text([photo('aa'), photo('cc')]),
    text([photo('aa'), photo('bb', { part: 'test' })]),
    text([photo('aa'), photo('bb', { labels: [first] })]),
    text([photo('aa'), photo('bb')], ['cat', 'wolf']),
    text([photo('aa'), photo('bb', { labels: [first, { ...second, geometry: { kind: 'mask', mask: { width: 2, height: 1, bytes: Uint8Array.of(1, 3) } } }] })]),
  ]
  expect(new Set([base, ...others]).size).toBe(6)
})
