import { dirname, join, resolve } from 'node:path'
import type { EngineOptions } from '../../engine-options'

/** The folder of the models made on this machine; need not be there. */
export function modelsPathOf({ cachePath, modelsPath }: Pick<EngineOptions, 'cachePath' | 'modelsPath'>): string {
  return resolve(modelsPath ?? join(dirname(resolve(cachePath)), 'models'))
}
