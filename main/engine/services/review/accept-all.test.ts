import { describe, expect, test } from 'vitest'
import { packMask } from '#core/geometry/mask-codec'
import type { ModelCard } from '#core/model/model-card'
import { boxes, drawn, mask, modelOf, openTestReview, photoSize, tags } from '../../testing/test-review'

const everything = { kind: 'filter', filter: {} } as const
const finder = modelOf('detection', 'finder', 'person', 'dog', 'cat')

async function reviewOf(photos: number) {
  const opened = await openTestReview()
  opened.addPhotos(photos)
  const acceptAll = async (modelId: string, threshold: number) => {
    const { jobId } = await opened.review['label.accept-all']({ scope: everything, modelId, threshold })
    return opened.ended(jobId)
  }
  const labelsOf = (photoId: number) => opened.review['label.get']({ photoId }).labels
  const classNames = () => opened.review['class.list']().map(({ name }) => name)
  const nameOf = (classId: number) => opened.review['class.list']().find(({ id }) => id === classId)?.name
  return { ...opened, acceptAll, labelsOf, classNames, nameOf }
}

/** What a project with labels holds, without the clock. */
function contents(store: Awaited<ReturnType<typeof reviewOf>>['store']) {
  return {
    labels: store.connection.all('SELECT label_id, photo_id, class_id, geometry, origin FROM labels ORDER BY label_id'),
    verdicts: store.connection.all('SELECT * FROM label_verdicts ORDER BY photo_id, rank'),
    states: store.connection.column('SELECT review_state FROM photos ORDER BY photo_id'),
  }
}

describe('accepting all', () => {
  test('turns boxes from the threshold up into labels that know where they come from', async () => {
    const { acceptAll, predict, labelsOf, nameOf, review, labelChanges, classChanges } = await reviewOf(3)
    predict(finder, 1, boxes([1, 0.9, 0], [1, 0.6, 2], [0, 0.5, 1], [2, 0.49, 0]))
    predict(finder, 2, boxes([2, 0.2, 0]))
    expect(await acceptAll('finder', 0.5)).toMatchObject({ state: 'done', kind: 'review', progress: { done: 3, total: 3, skipped: 2 } })
    expect(labelsOf(1).map(({ classId, geometry, origin }) => [nameOf(classId), geometry, origin])).toEqual([
      ['dog', { kind: 'box', x: 0, y: 0, width: 2, height: 2 }, { kind: 'model', modelId: 'finder', sha256: 'sha of finder', score: 0.9, edited: false }],
      ['dog', { kind: 'box', x: 2, y: 0, width: 2, height: 2 }, { kind: 'model', modelId: 'finder', sha256: 'sha of finder', score: 0.6, edited: false }],
      ['person', { kind: 'box', x: 1, y: 0, width: 2, height: 2 }, { kind: 'model', modelId: 'finder', sha256: 'sha of finder', score: 0.5, edited: false }],
    ])
    expect(review['label.get']({ photoId: 1 })).toMatchObject({ reviewState: 'in-progress', verdicts: [{ rank: 0, verdict: 'accepted' }, { rank: 1 }, { rank: 2 }] })
    expect(review['label.get']({ photoId: 2 })).toMatchObject({ reviewState: 'unreviewed', labels: [], verdicts: [] })
    expect(labelChanges).toEqual([[1]])
    expect(classChanges()).toBe(1)
    expect(await acceptAll('finder', 0.5)).toMatchObject({ progress: { skipped: 3 } })
    expect(labelsOf(1)).toHaveLength(3)
    expect(review['step.list']()).toMatchObject([{ kind: 'accept-all', title: 'Accept what Model finder predicts from 0.5', labels: 3, photos: 1 }])
  })

  test('leaves alone what people have done', async () => {
    const { acceptAll, predict, labelsOf, nameOf, review, store } = await reviewOf(6)
    for (let photoId = 1; photoId <= 6; photoId++) predict(finder, photoId, boxes([1, 0.9, 0], [0, 0.8, 2]))
    const dog = await review['class.add']({ name: 'Dog' })
    const onDog = drawn('mine', dog.id, { kind: 'box', x: 0.2, y: 0, width: 2, height: 2 })
    await review['label.edit']({ photoId: 1, put: [onDog], remove: [], verdicts: [] })
    await review['label.edit']({ photoId: 2, put: [], remove: [], verdicts: [{ modelId: 'finder', rank: 0, verdict: 'refused' }] })
    await review['photo.set-review']({ photoIds: [3], reviewState: 'reviewed' })
    await review['photo.set-review']({ photoIds: [4], reviewState: 'reviewed-empty' })
    store.connection.run("UPDATE photos SET content_hash = 'newer bytes' WHERE photo_id = 5")
    await review['class-map.set']({ modelId: 'finder', index: 0, classId: null })
    await acceptAll('finder', 0.5)
    expect(labelsOf(1)).toMatchObject([{ id: 'mine', geometry: { x: 0.2 } }])
    expect([2, 3, 4, 5].flatMap(labelsOf)).toEqual([])
    expect(labelsOf(6).map(({ classId }) => nameOf(classId))).toEqual(['Dog'])
  })

  test('takes tags, one for two classes that mean the same', async () => {
    const { acceptAll, predict, labelsOf, nameOf, review, classNames } = await reviewOf(1)
    const tagger = modelOf('classification', 'tagger', 'tabby, tabby cat', 'tiger cat', 'Egyptian cat', 'sofa')
    predict(tagger, 1, tags([0, 0.4], [1, 0.3], [3, 0.2], [2, 0.1]))
    const cat = await review['class.add']({ name: 'cat' })
    for (const index of [0, 1]) await review['class-map.set']({ modelId: 'tagger', index, classId: cat.id })
    await acceptAll('tagger', 0.15)
    expect(labelsOf(1).map(({ classId, origin }) => [nameOf(classId), origin])).toMatchObject([
      ['cat', { score: 0.4 }],
      ['sofa', { score: 0.2 }],
    ])
    expect(classNames()).toEqual(['cat', 'sofa'])
  })

  test('takes each class of a mask but the background, whatever the threshold', async () => {
    const { acceptAll, predict, labelsOf, nameOf, classNames } = await reviewOf(1)
    const painter: ModelCard = modelOf('segmentation', 'painter', 'background', 'sky', 'sea')
    predict(painter, 1, mask(1, 1, 0, 0, 1, 2, 2, 2, 2, 2, 2, 0))
    await acceptAll('painter', 0.9)
    expect(labelsOf(1).map(({ classId, geometry, origin }) => [nameOf(classId), geometry, origin])).toMatchObject([
      ['sea', { kind: 'mask', mask: packMask(Uint8Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0), photoSize) }, { score: 6 / 12 }],
      ['sky', { kind: 'mask', mask: packMask(Uint8Array.of(1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0), photoSize) }, { score: 3 / 12 }],
    ])
    expect(classNames()).toEqual(['sea', 'sky'])
  })

  test('needs a model that has answered', async () => {
    const { acceptAll } = await reviewOf(1)
    await expect(acceptAll('finder', 0.5)).rejects.toMatchObject({ code: 'bad-input' })
  })
})

describe('taking it back', () => {
  test('leaves everything as it was, over many transactions', async () => {
    const { acceptAll, predict, review, store, labelChanges } = await reviewOf(1200)
    store.connection.transaction(() => {
      for (let photoId = 1; photoId <= 1200; photoId++) predict(finder, photoId, boxes([1, 0.9, 0], [0, 0.7, 2]))
    })
    const dog = await review['class.add']({ name: 'dog' })
    await review['class.add']({ name: 'person' })
    await review['label.edit']({ photoId: 7, put: [drawn('mine', dog.id)], remove: [], verdicts: [{ modelId: 'finder', rank: 1, verdict: 'refused' }] })
    const before = contents(store)
    await acceptAll('finder', 0.5)
    expect(store.connection.value('SELECT count(*) FROM labels')).toBe(1 + 2 * 1200 - 1)
    labelChanges.length = 0
    expect(await review['step.undo']({ stepId: review['step.list']()[0]?.id ?? 0 })).toEqual({ labels: 2 * 1200 - 1, photos: 1200 })
    expect(contents(store)).toEqual(before)
    expect(new Set(labelChanges.flat()).size).toBe(1200)
    expect(review['step.list']()).toEqual([])
    for (const table of ['step_added_labels', 'step_reviews']) expect(store.connection.value(`SELECT count(*) FROM ${table}`)).toBe(0)
  })

  test('keeps labels that a person corrected since', async () => {
    const { acceptAll, predict, review, labelsOf } = await reviewOf(2)
    for (const photoId of [1, 2]) predict(finder, photoId, boxes([1, 0.9, 0], [0, 0.7, 2]))
    await acceptAll('finder', 0.5)
    const [first] = labelsOf(1)
    if (first === undefined) throw new Error('nothing was accepted')
    const { photoId: _photoId, ...label } = first
    await review['label.edit']({ photoId: 1, put: [{ ...drawn(label.id, label.classId, { kind: 'box', x: 1, y: 1, width: 1, height: 1 }) }], remove: [], verdicts: [] })
    expect(await review['step.undo']({ stepId: review['step.list']()[0]?.id ?? 0 })).toEqual({ labels: 3, photos: 2 })
    expect(review['label.get']({ photoId: 1 })).toMatchObject({
      reviewState: 'in-progress',
      labels: [{ id: label.id, geometry: { x: 1 } }],
      verdicts: [{ rank: 0, verdict: 'accepted' }],
    })
    expect(review['label.get']({ photoId: 2 })).toMatchObject({ reviewState: 'unreviewed', labels: [], verdicts: [] })
  })

  test('works for the part that was done before a cancel', async () => {
    const { predict, review, jobs, ended, store, on } = await reviewOf(450)
    store.connection.transaction(() => {
      for (let photoId = 1; photoId <= 450; photoId++) predict(finder, photoId, boxes([1, 0.9, 0]))
    })
    const { jobId } = await review['label.accept-all']({ scope: everything, modelId: 'finder', threshold: 0.5 })
    const stepId = await new Promise<number>((resolve) => {
      on('label.changed', () => resolve(review['step.list']()[0]?.id ?? 0))
    })
    expect(() => review['step.undo']({ stepId })).toThrow(/still under way/)
    jobs.cancel(jobId)
    expect((await ended(jobId)).state).toBe('cancelled')
    const accepted = store.connection.value<number>('SELECT count(*) FROM labels')
    expect(accepted).toBeLessThan(450)
    expect(await review['step.undo']({ stepId })).toEqual({ labels: accepted, photos: accepted })
    expect(store.connection.value('SELECT count(*) FROM labels')).toBe(0)
  })

  test('a full disk stops it between photos, not within one', async () => {
    const { predict, review, ended, store } = await reviewOf(900)
    store.connection.transaction(() => {
      for (let photoId = 1; photoId <= 900; photoId++) predict(finder, photoId, boxes([1, 0.9, 0], [0, 0.8, 2]))
    })
    store.connection.pragma(`max_page_count = ${Number(store.connection.pragma('page_count')) + 60}`)
    const { jobId } = await review['label.accept-all']({ scope: everything, modelId: 'finder', threshold: 0.5 })
    expect(await ended(jobId)).toMatchObject({ state: 'failed', error: { code: 'disk-full' } })
    store.connection.pragma('max_page_count = 1000000')
    const perPhoto = store.connection.column<number>('SELECT count(*) FROM labels GROUP BY photo_id')
    expect(new Set(perPhoto)).toEqual(new Set([2]))
    expect(review['step.list']()[0]).toMatchObject({ labels: 2 * perPhoto.length, photos: perPhoto.length })
    expect(store.connection.value('SELECT count(*) FROM label_verdicts')).toBe(2 * perPhoto.length)
  })
})
