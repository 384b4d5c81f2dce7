import type { EngineClient } from '#core/contract/index'

/**
 * What a start with paths asks for: adds their folders, scans them and has them predicted. Rejects with the engine's
 * AppError; what fails later shows as a job.
 */
export async function annotatePaths(engine: EngineClient, paths: readonly string[]): Promise<void> {
  await engine.call('folder.annotate', { paths: [...paths] })
}
