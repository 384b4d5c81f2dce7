import { describe, expect, test } from 'vitest'
import { drawn, modelOf, openTestReview, type TestReview } from '../../testing/test-review'

async function put({ review }: TestReview, photoId: number, ...labels: readonly ReturnType<typeof drawn>[]): Promise<void> {
  await review['label.edit']({ photoId, put: [...labels], remove: [], verdicts: [] })
}

const refusal = (code: string, message: RegExp): Error =>
  expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error

describe('classes', () => {
  test('get a free colour and digit, and keep what is chosen', async () => {
    const { review, classChanges } = await openTestReview()
    const names = 'a b c d e f g h i j k'.split(' ')
    const added = await Promise.all(names.map((name) => review['class.add']({ name: `  ${name} ` })))
    expect(added.map(({ name }) => name)).toEqual(names)
    expect(added.map(({ key }) => key)).toEqual([...'1234567890', null])
    expect(new Set(added.slice(0, 10).map(({ color }) => color)).size).toBe(10)
    expect(added[10]?.color).toBe(added[0]?.color)
    expect(await review['class.add']({ name: 'Traffic  light', color: '#ABCDEF', key: 'T' })).toMatchObject({ name: 'Traffic light', color: '#abcdef', key: 't', position: 11 })
    expect(classChanges()).toBe(12)
  })

  test('names, keys and colours are checked', async () => {
    const { review, store } = await openTestReview()
    const dog = await review['class.add']({ name: 'dog' })
    const cat = await review['class.add']({ name: 'cat', key: 'c' })
    await expect(review['class.add']({ name: ' dog ' })).rejects.toThrow(refusal('bad-input', /already a class "dog"/))
    await expect(review['class.add']({ name: '  ' })).rejects.toThrow(refusal('bad-input', /needs a name/))
    await expect(review['class.update']({ classId: dog.id, name: 'cat' })).rejects.toThrow(refusal('bad-input', /already a class "cat"/))
    await expect(review['class.update']({ classId: dog.id, key: 'C' })).rejects.toThrow(refusal('bad-input', /"c" belongs to "cat"/))
    await expect(review['class.update']({ classId: dog.id, key: '+' })).rejects.toThrow(refusal('bad-input', /cannot be the key/))
    await expect(review['class.update']({ classId: dog.id, color: 'red' })).rejects.toThrow(refusal('bad-input', /no colour/))
    await expect(review['class.update']({ classId: 99, name: 'x' })).rejects.toThrow(refusal('not-found', /no longer/))
    expect(await review['class.update']({ classId: cat.id, name: 'cat', key: null, color: '#010203' })).toMatchObject({ name: 'cat', key: null, color: '#010203' })
    expect((await review['class.add']({ name: 'Dog' })).name).toBe('Dog')
    expect(store.classes.ids()).toHaveLength(3)
  })

  test('are listed in order with their counts', async () => {
    const opened = await openTestReview()
    const { review } = opened
    opened.addPhotos(3)
    const [a, b, c] = (await Promise.all(['a', 'b', 'c'].map((name) => review['class.add']({ name })))).map(({ id }) => id)
    await put(opened, 1, drawn('1', a ?? 0), drawn('2', a ?? 0, { kind: 'box', x: 0, y: 0, width: 1, height: 1 }))
    await put(opened, 2, drawn('3', a ?? 0), drawn('4', b ?? 0))
    await review['class.reorder']({ classIds: [c ?? 0, b ?? 0] })
    expect(review['class.list']().map(({ name, position, labels, photos }) => [name, position, labels, photos])).toEqual([
      ['c', 0, 0, 0],
      ['b', 1, 1, 1],
      ['a', 2, 3, 2],
    ])
    expect(await review['class.update']({ classId: a ?? 0, key: null })).toMatchObject({ position: 2, labels: 3, photos: 2 })
    await expect(review['class.reorder']({ classIds: [77] })).rejects.toThrow(refusal('not-found', /no longer/))
  })
})

describe('merging and removing', () => {
  async function withTwoClasses() {
    const opened = await openTestReview()
    opened.addPhotos(4)
    const car = await opened.review['class.add']({ name: 'car' })
    const automobile = await opened.review['class.add']({ name: 'automobile', key: 'x' })
    const box = { kind: 'box', x: 1, y: 1, width: 2, height: 1 } as const
    await put(opened, 1, drawn('car tag', car.id), drawn('auto tag', automobile.id), drawn('auto box', automobile.id, box))
    await put(opened, 2, drawn('other auto tag', automobile.id))
    return { ...opened, car, automobile }
  }

  test('a merge moves labels, drops doubled tags, and says how many it was about', async () => {
    const { review, store, car, automobile, labelChanges } = await withTwoClasses()
    labelChanges.length = 0
    expect(await review['class.merge']({ from: automobile.id, into: car.id })).toEqual({ labels: 3, photos: 2 })
    expect(labelChanges).toEqual([[1, 2]])
    expect(review['class.list']().map(({ name, labels }) => [name, labels])).toEqual([['car', 3]])
    expect(store.labels.ofPhoto(1).map(({ id, classId }) => [id, classId])).toEqual([
      ['car tag', car.id],
      ['auto box', car.id],
    ])
    await expect(review['class.merge']({ from: car.id, into: car.id })).rejects.toThrow(refusal('bad-input', /into itself/))
  })

  test('a merge is taken back whole, but for what was changed since', async () => {
    const { review, store, car, automobile } = await withTwoClasses()
    const person = await review['class.add']({ name: 'person' })
    await review['class.merge']({ from: automobile.id, into: car.id })
    const [step] = review['step.list']()
    expect(step).toMatchObject({ kind: 'class-merge', title: 'Merge "automobile" into "car"', labels: 3, photos: 2 })
    await review['label.edit']({ photoId: 2, put: [drawn('other auto tag', person.id)], remove: [], verdicts: [] })
    expect(await review['step.undo']({ stepId: step?.id ?? 0 })).toEqual({ labels: 2, photos: 1 })
    expect(review['class.list']().map(({ name, key, labels }) => [name, key, labels])).toEqual([
      ['car', '1', 1],
      ['automobile', 'x', 2],
      ['person', '2', 1],
    ])
    expect(store.labels.ofPhoto(1).find(({ id }) => id === 'auto box')).toMatchObject({ classId: automobile.id, geometry: { kind: 'box', x: 1 } })
    expect(review['step.list']()).toEqual([])
  })

  test('a removal takes the labels along and gives them back', async () => {
    const { review, store, car, automobile } = await withTwoClasses()
    const before = store.labels.ofPhoto(1)
    expect(await review['class.remove']({ classId: automobile.id })).toEqual({ labels: 3, photos: 2 })
    expect(store.labels.ofPhoto(1).map(({ id }) => id)).toEqual(['car tag'])
    expect(store.labels.ofPhoto(2)).toEqual([])
    await review['class.add']({ name: 'automobile', key: 'x' })
    store.connection.run('DELETE FROM photos WHERE photo_id = 2')
    expect(await review['step.undo']({ stepId: review['step.list']()[0]?.id ?? 0 })).toEqual({ labels: 2, photos: 1 })
    expect(store.labels.ofPhoto(1)).toEqual(before)
    expect(review['class.list']().map(({ id, name, key }) => [id, name, key])).toEqual([
      [car.id, 'car', '1'],
      [automobile.id, 'automobile (2)', null],
      [3, 'automobile', 'x'],
    ])
  })

  test('steps are taken back newest first, and only so many are kept', async () => {
    const { review } = await withTwoClasses()
    for (let number = 0; number < 12; number++) await review['class.remove']({ classId: (await review['class.add']({ name: `class ${number}` })).id })
    const steps = review['step.list']()
    expect(steps.map(({ title }) => title)).toEqual(Array.from({ length: 10 }, (_value, index) => `Remove "class ${11 - index}"`))
    expect(() => review['step.undo']({ stepId: steps[1]?.id ?? 0 })).toThrow(refusal('bad-input', /newest/))
    await review['step.undo']({ stepId: steps[0]?.id ?? 0 })
    await review['step.undo']({ stepId: steps[1]?.id ?? 0 })
    expect(review['class.list']().map(({ name }) => name)).toEqual(['car', 'automobile', 'class 10', 'class 11'])
  })
})

describe('classes of models', () => {
  test('are matched by name, also by the name before a rename or merge, and by choice', async () => {
    const { review, store } = await openTestReview()
    store.models.ensure(modelOf('detection', 'finder', 'background', 'Traffic_light', 'automobile', 'dog', 'person'))
    const light = await review['class.add']({ name: 'traffic light' })
    const automobile = await review['class.add']({ name: 'automobile' })
    const map = async (): Promise<readonly (number | null)[]> => (await review['class-map.get']({ modelId: 'finder' })).map(({ classId }) => classId)
    expect(await map()).toEqual([null, light.id, automobile.id, null, null])
    await review['class.update']({ classId: automobile.id, name: 'Auto' })
    expect(await map()).toEqual([null, light.id, automobile.id, null, null])
    const car = await review['class.add']({ name: 'car' })
    await review['class-map.set']({ modelId: 'finder', index: 3, classId: automobile.id })
    await review['class.merge']({ from: automobile.id, into: car.id })
    expect(await map()).toEqual([null, light.id, car.id, car.id, null])
    await review['class-map.set']({ modelId: 'finder', index: 2, classId: null })
    expect(await map()).toEqual([null, light.id, null, car.id, null])
    await review['step.undo']({ stepId: review['step.list']()[0]?.id ?? 0 })
    expect(await map()).toEqual([null, light.id, null, automobile.id, null])
    await expect(review['class-map.set']({ modelId: 'finder', index: 5, classId: null })).rejects.toMatchObject({ code: 'not-found' })
    await expect(review['class-map.get']({ modelId: 'nobody' })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a model that was never used has its classes from the app', async () => {
    const { review } = await openTestReview()
    const red = await review['class.add']({ name: 'red' })
    expect(await review['class-map.get']({ modelId: 'tiny-colour' })).toEqual([
      { index: 0, classId: red.id },
      { index: 1, classId: null },
      { index: 2, classId: null },
    ])
  })

  test('a class is made once, under a short name no other class of the model has', async () => {
    const { review, store, classChanges } = await openTestReview()
    store.models.ensure(modelOf('classification', 'tagger', 'tench, Tinca tinca', 'crane', 'crane', 'maillot', 'maillot, tank suit'))
    const ensured = []
    for (const index of [0, 1, 2, 3, 4, 0]) ensured.push(await review['class.ensure']({ modelId: 'tagger', index }))
    expect(ensured.map(({ name }) => name)).toEqual(['tench', 'crane (1)', 'crane (2)', 'maillot', 'maillot, tank suit', 'tench'])
    expect(ensured[5]?.id).toBe(ensured[0]?.id)
    expect(classChanges()).toBe(5)
    expect(store.classes.ids()).toHaveLength(5)
    expect((await review['class-map.get']({ modelId: 'tagger' })).map(({ classId }) => classId)).toEqual(ensured.slice(0, 5).map(({ id }) => id))
    await expect(review['class.ensure']({ modelId: 'tagger', index: 9 })).rejects.toMatchObject({ code: 'not-found' })
  })
})
