import { describe, expect, it } from 'vitest'
import type { PhotoAnswer } from '#core/contract/photos'
import { findingsOf, legendOf, visibleFindings, type SceneView } from './scene'

const names: Readonly<Record<string, readonly string[]>> = {
  detector: ['person', 'dog'],
  segmenter: ['background', 'dog'],
  classifier: ['husky', 'wolf'],
}
const nameOf = (modelId: string, index: number) => names[modelId]?.[index] ?? '?'

function answer(part: Partial<PhotoAnswer> & Pick<PhotoAnswer, 'modelId' | 'task'>): PhotoAnswer {
  return { status: 'done', reason: null, current: true, tags: [], boxes: [], areas: [], hasMask: false, sha256: '', ...part }
}

const answers: readonly PhotoAnswer[] = [
  answer({
    modelId: 'detector',
    task: 'detection',
    boxes: [
      { index: 1, score: 0.9, x: 1, y: 2, width: 3, height: 4 },
      { index: 0, score: 0.4, x: 0, y: 0, width: 9, height: 9 },
      { index: 1, score: 0.3, x: 5, y: 5, width: 1, height: 1 },
    ],
  }),
  answer({ modelId: 'classifier', task: 'classification', tags: [{ index: 0, score: 0.6 }, { index: 1, score: 0.2 }] }),
  answer({ modelId: 'segmenter', task: 'segmentation', areas: [{ index: 0, fraction: 0.8 }, { index: 1, fraction: 0.2 }], hasMask: true }),
  answer({ modelId: 'detector', task: 'detection', status: 'failed', reason: 'out of memory' }),
]

const everything: SceneView = { threshold: 0, modelId: null, hiddenNames: new Set(), soloName: null }
const findings = findingsOf(answers, nameOf)
const listed = (view: Partial<SceneView>) => visibleFindings(findings, { ...everything, ...view }).map(({ kind, name, score }) => `${kind} ${name} ${score}`)

describe('findings', () => {
  it('lists tags, boxes and areas by name, without the background and without failed answers', () => {
    expect(listed({})).toEqual(['tag husky 0.6', 'tag wolf 0.2', 'box dog 0.9', 'box person 0.4', 'box dog 0.3', 'area dog 0.2'])
  })

  it('has distinct keys', () => {
    expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length)
  })

  it('cuts boxes and tags at the threshold, which itself passes, and keeps areas', () => {
    expect(listed({ threshold: 0.4 })).toEqual(['tag husky 0.6', 'box dog 0.9', 'box person 0.4', 'area dog 0.2'])
  })

  it('hides classes, and shows one alone even when it is hidden', () => {
    expect(listed({ hiddenNames: new Set(['dog', 'wolf']) })).toEqual(['tag husky 0.6', 'box person 0.4'])
    expect(listed({ hiddenNames: new Set(['dog']), soloName: 'dog' })).toEqual(['box dog 0.9', 'box dog 0.3', 'area dog 0.2'])
  })

  it('shows one model alone', () => {
    expect(listed({ modelId: 'classifier' })).toEqual(['tag husky 0.6', 'tag wolf 0.2'])
  })
})

it('the legend counts each class above the threshold, frequent ones first', () => {
  expect(legendOf(findings, everything)).toEqual([
    { name: 'dog', count: 3 },
    { name: 'husky', count: 1 },
    { name: 'person', count: 1 },
    { name: 'wolf', count: 1 },
  ])
  expect(legendOf(findings, { threshold: 0.5, modelId: 'detector' })).toEqual([{ name: 'dog', count: 1 }])
})
