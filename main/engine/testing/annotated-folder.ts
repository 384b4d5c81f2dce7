import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { EngineClient } from '#core/contract/index'
import type { PhotoAnswer, PhotoCard } from '#core/contract/photos'
import type { Job } from '#core/model/job'
import type { FamilyId } from '#core/model/model-card'
import { createEngine } from '../engine'
import { localClient } from '../local-client'
import { jobEnd } from './job-end'
import { temporaryFolder } from './temporary-folder'

export { jobEnd }

const project = join(import.meta.dirname, '..', '..', '..')

/** The whole engine with the shipped models on an empty project, as the window and the command line have it. */
export async function openShippedEngine(): Promise<EngineClient> {
  const folder = temporaryFolder()
  const engine = await createEngine({
    projectPath: join(folder, 'project.mobilabel'),
    cachePath: join(folder, 'cache'),
    resourcesPath: join(project, 'resources'),
    workerPath: join(project, 'out', 'main', 'worker.js'),
    workers: 2,
    appVersion: '0',
  })
  onTestFinished(() => engine.close())
  return localClient(engine)
}

export async function scanFolder(client: EngineClient, path: string): Promise<Job> {
  const { jobId } = await client.call('folder.add', { paths: [path] })
  return jobEnd(client, jobId)
}

/** Runs all shipped models over everything and waits for the end. */
export async function runModels(client: EngineClient, redo: 'missing' | 'failed' | 'all' = 'missing'): Promise<Job> {
  const models = await client.call('model.list', {})
  const { jobId } = await client.call('run.start', { scope: { kind: 'filter', filter: {} }, modelIds: models.map(({ card }) => card.id), redo })
  return jobEnd(client, jobId)
}

/** Every photo with its answers, by relative path. */
export async function cardsByPath(client: EngineClient): Promise<Map<string, PhotoCard>> {
  const { ids } = await client.call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
  const cards = await client.call('photo.cards', { photoIds: [...ids], minimumScore: 0 })
  return new Map(cards.map((card) => [card.photo.relativePath, card]))
}

const idStart = {
  'mobilenet-v2': 'mobilenet_v2',
  'ssdlite-mobilenet-v2': 'ssdlite',
  'deeplabv3-mobilenet-v2': 'deeplab',
} as const satisfies Partial<Record<FamilyId, string>>

/** The answer of a shipped model of the family. */
export function answerOf(card: PhotoCard | undefined, family: keyof typeof idStart): PhotoAnswer {
  const answer = card?.answers.find(({ modelId }) => modelId.startsWith(idStart[family]))
  if (answer === undefined) throw new Error(`${card?.photo.relativePath ?? 'the photo'} has no answer of ${family}`)
  return answer
}
