import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { listPhotos, openRunEngine } from '../testing/run-engine'
import { temporaryFolder } from '../testing/temporary-folder'

const project = join(import.meta.dirname, '..', '..', '..')
const samples = join(project, 'resources', 'samples')

test('the shipped models see in the sample photos what a person sees', async () => {
  const folder = temporaryFolder()
  const engine = await openRunEngine({
    projectPath: join(folder, 'project.mobilabel'),
    cachePath: join(folder, 'cache'),
    resourcesPath: join(project, 'resources'),
    workerPath: join(project, 'out', 'main', 'worker.js'),
    workers: 2,
    appVersion: '0',
  })
  onTestFinished(() => engine.close())
  const names = readdirSync(samples).filter((name) => name.endsWith('.jpg')).sort()
  listPhotos(engine, samples, names)
  const entries = await engine.handlers['model.list']()
  expect(entries.map(({ problem }) => problem)).toEqual([null, null, null])
  const { jobId } = await engine.handlers['run.start']({
    scope: { kind: 'filter', filter: {} },
    modelIds: entries.map(({ card }) => card.id),
    redo: 'missing',
  })
  const job = await engine.jobs.ended(jobId)
  expect(job).toMatchObject({ state: 'done', progress: { done: 3 * names.length, failed: 0 } })

  const answersTo = (name: string) => engine.store.answers.forPhotos([names.indexOf(name) + 1], 0.01).get(names.indexOf(name) + 1) ?? []
  const of = (name: string, task: string) => {
    const answer = answersTo(name).find((each) => each.task === task)
    const labels = entries.find(({ card }) => card.id === answer?.modelId)?.card.labels ?? []
    const named = (index: number | undefined): string => labels[index ?? -1]?.name ?? 'nothing'
    return {
      tags: (answer?.tags ?? []).slice(0, 5).map(({ index }) => named(index)),
      box: named(answer?.boxes[0]?.index),
      areas: (answer?.areas ?? []).map(({ index, fraction }) => ({ name: named(index), fraction })),
    }
  }
  expect(of('chelsea.jpg', 'classification').tags.join(', ')).toMatch(/cat/i)
  expect(of('chelsea.jpg', 'detection').box).toBe('cat')
  expect(of('chelsea.jpg', 'segmentation').areas.find(({ name }) => name === 'cat')?.fraction).toBeGreaterThan(0.4)
  expect(of('coffee.jpg', 'classification').tags.join(', ')).toMatch(/espresso|cup/i)
  expect(of('coffee.jpg', 'detection').box).toBe('cup')
  expect(of('astronaut.jpg', 'detection').box).toBe('person')
  expect(of('astronaut.jpg', 'segmentation').areas.find(({ name }) => name === 'person')?.fraction).toBeGreaterThan(0.3)
  expect(of('motorcycle.jpg', 'detection').box).toBe('motorcycle')
}, 60_000)
