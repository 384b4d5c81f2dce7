import { expect, test } from 'vitest'
import type { EvaluatedModel } from '#core/contract/evaluation'
import { reportSentences } from './report-sentences'

function model(name: string, unknownClasses: readonly string[], failedPhotos: number): EvaluatedModel {
  return { modelId: name, name, sha256: '', fileBytes: 1, parameters: 1, multiplyAdds: null, peakActivationBytes: null, loadMs: null, latency: [], accuracy: [], classes: [], agreement: null, unknownClasses, failedPhotos }
}

test('the rules come first, then what a model does not know and could not answer', () => {
  const many = Array.from({ length: 10 }, (_, at) => `class ${at}`)
  expect(reportSentences({ rules: ['Photos count once.'], models: [model('Float', ['cat', 'dog'], 0), model('Small', many, 1), model('Whole', [], 0)] })).toEqual([
    'Photos count once.',
    'Float does not know cat and dog.',
    'Small does not know class 0, class 1, class 2, class 3, class 4, class 5, class 6, class 7 and 2 more classes.',
    'Small could not answer 1 photo, left out for all models.',
  ])
})

test('what all models do not know is said by the rules alone', () => {
  expect(reportSentences({ rules: [], models: [model('Float', ['cat', 'dog'], 0), model('Small', ['dog', 'cat'], 0)] })).toEqual([])
})
