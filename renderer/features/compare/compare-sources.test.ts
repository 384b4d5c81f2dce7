import { expect, it } from 'vitest'
import type { PhotoAnswer } from '#core/contract/photos'
import { comparablePairs, sourceText } from './compare-sources'

function answer(modelId: string, task: PhotoAnswer['task'], status: PhotoAnswer['status'] = 'done'): PhotoAnswer {
  return { modelId, task, status, reason: null, current: true, tags: [], boxes: [], areas: [], hasMask: false, sha256: '' }
}

it('pairs models of one task, then each with the labels; failed ones are left out', () => {
  const pairs = comparablePairs([answer('a', 'detection'), answer('b', 'classification'), answer('c', 'detection'), answer('d', 'detection', 'failed')])
  expect(pairs.map(({ left, right }) => `${sourceText(left)} / ${sourceText(right)}`)).toEqual([
    'model a / model c',
    'labels / model a',
    'labels / model b',
    'labels / model c',
  ])
})
