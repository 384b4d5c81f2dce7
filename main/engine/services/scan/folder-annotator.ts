import { isShipped } from '#core/model/is-shipped'
import type { Job, JobId } from '#core/model/job'
import type { FolderId } from '#core/model/photo'
import { Limiter } from '../../limiter'
import { partingPatience } from '../../store/write-turns'
import type { createRunsService } from '../runs'
import type { ServiceDependencies } from '../service-dependencies'

type Runs = Pick<ReturnType<typeof createRunsService>['handlers'], 'run.preview' | 'run.start'>

/**
 * Runs the models that came with the app over folders once they are scanned. The wish is kept in the project until then: a
 * scan that the engine did not live to end goes on when the project is opened next, and what was to follow it follows.
 */
export class FolderAnnotator {
  readonly #dependencies: Pick<ServiceDependencies, 'store' | 'jobs' | 'registry'>
  readonly #runs: Runs
  readonly #turn = new Limiter(1)
  #closing = false

  constructor(dependencies: Pick<ServiceDependencies, 'store' | 'jobs' | 'registry'>, runs: Runs) {
    this.#dependencies = dependencies
    this.#runs = runs
  }

  async wish(folderIds: readonly FolderId[]): Promise<void> {
    const { store } = this.#dependencies
    await store.connection.transactionWhenFree(() => store.annotateWishes.add(folderIds))
  }

  /** Does what is wished for the folders of a scan when it has ended. A failure shows as a failed job. */
  follow(scanId: JobId, folderIds: readonly FolderId[]): void {
    const { jobs } = this.#dependencies
    void jobs.ended(scanId).then((scan) =>
      this.#turn.run(() => this.#settle(scan, folderIds)).catch((error: unknown) => {
        if (!this.#closing) jobs.start({ kind: 'run', title: 'Predict the new photos' }, () => Promise.reject(error))
      }),
    )
  }

  /** To be called before the jobs are closed: scans that are cut off then go on later, and keep their wishes. */
  prepareToClose(): void {
    this.#closing = true
  }

  async #settle(scan: Job, folderIds: readonly FolderId[]): Promise<void> {
    // A scan that failed on its way is taken up again, one of a folder that is not there is not.
    if (this.#closing || (scan.state === 'failed' && scan.error?.code !== 'not-found')) return
    const { store } = this.#dependencies
    for (const folderId of store.annotateWishes.all().filter((id) => folderIds.includes(id))) {
      if (scan.state === 'done') await this.#annotate(folderId)
      await store.connection.transactionWhenFree(() => store.annotateWishes.forget(folderId), partingPatience)
    }
  }

  async #annotate(folderId: FolderId): Promise<void> {
    const models = await this.#dependencies.registry.list()
    const modelIds = models.filter(({ problem, card }) => problem === null && isShipped(card)).map(({ card }) => card.id)
    if (modelIds.length === 0) return
    const scope = { kind: 'filter', filter: { folderId } } as const
    const { pending } = await this.#runs['run.preview']({ scope, modelIds })
    if (pending > 0) await this.#runs['run.start']({ scope, modelIds, redo: 'missing' })
  }
}
