import { expect, test } from 'vitest'
import type { Finding } from '../../canvas/scene'
import { comparedFindings } from './compared-findings'

test('the best tag is compared however unsure it is, everything else from the threshold up', () => {
  const finding = (kind: Finding['kind'], name: string, score: number): Finding => ({ key: name, kind, modelId: 'any', rank: 0, classIndex: 0, name, score, rect: null })
  const names = (findings: readonly Finding[], threshold: number) => comparedFindings(findings, threshold).map(({ name }) => name)
  const tags = [finding('tag', 'lion', 0.4), finding('tag', 'cougar', 0.3)]
  expect(names(tags, 0.5)).toEqual(['lion'])
  expect(names(tags, 0.2)).toEqual(['lion', 'cougar'])
  expect(names([finding('box', 'cat', 0.4), finding('box', 'dog', 0.6)], 0.5)).toEqual(['dog'])
})
