import type { CommandArguments, CommandResult } from '#core/contract/index'
import type { PhotoScope } from '#core/contract/filter'
import type { JobId } from '#core/model/job'
import type { ServiceDependencies } from '../service-dependencies'
import { fingerprintPhotos, groupPhotos } from './fingerprint-photos'
import { scopeIds } from './scope-photos'

/** Starts working out the missing fingerprints of a selection; what is done stays done when it is cancelled. */
export function startFingerprints(dependencies: Pick<ServiceDependencies, 'store' | 'jobs' | 'pool'>, scope: PhotoScope): JobId {
  const { store, jobs } = dependencies
  const photoIds = scopeIds(store, scope)
  return jobs.start({ kind: 'fingerprint', title: 'Compare how photos look', canPause: true }, (context) =>
    fingerprintPhotos(dependencies, photoIds, {
      signal: context.signal,
      whenRunning: () => context.whenRunning(),
      report: (done, total, failed) => context.report({ done, total, failed }),
    }),
  )
}

/** Groups of photos that look alike, as far as their fingerprints are known. */
export async function listDuplicates(
  { store }: Pick<ServiceDependencies, 'store'>,
  { scope, distanceAtMost, offset, limit }: CommandArguments<'duplicates.list'>,
): Promise<CommandResult<'duplicates.list'>> {
  const { groups, pending } = await groupPhotos({ store }, scopeIds(store, scope), distanceAtMost)
  const page = groups.slice(offset, offset + limit)
  return {
    total: groups.length,
    pending: pending.length,
    groups: page.map(({ ids, distance, identical }) => ({ photoIds: ids, distance, identical })),
  }
}
