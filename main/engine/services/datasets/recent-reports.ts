import { AppError } from '#core/contract/errors'
import type { JobId } from '#core/model/job'

const keptReports = 50

/** What the newest jobs of one kind did, by job. */
export class RecentReports<Report extends { readonly jobId: JobId }> {
  readonly #what: string
  readonly #reports = new Map<JobId, Report>()

  constructor(what: string) {
    this.#what = what
  }

  put(report: Report): void {
    this.#reports.set(report.jobId, report)
    const oldest = this.#reports.keys().next().value
    if (this.#reports.size > keptReports && oldest !== undefined) this.#reports.delete(oldest)
  }

  /** Throws `not-found` for a job that is not done, failed, or is long ago. */
  get(jobId: JobId): Report {
    const report = this.#reports.get(jobId)
    if (report === undefined) throw new AppError('not-found', `There is no report of this ${this.#what}.`, { hint: 'It has not ended yet, did not end well, or is too long ago.' })
    return report
  }
}
