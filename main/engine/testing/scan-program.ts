import { createEngine } from '../engine'
import { createSniffingPool } from './sniffing-pool'

/**
 * For tests that kill an engine: opens PROJECT with CACHE, adds FOLDER, prints "reading" once a hundred files were read and
 * reads slowly from there on.
 */
const [projectPath = '', cachePath = '', folder = ''] = process.argv.slice(2)
const pool = createSniffingPool()
let isTold = false
pool.beforeProbe = async () => {
  if (pool.probed.length < 100) return
  if (!isTold) process.stdout.write('reading\n')
  isTold = true
  await new Promise((resolve) => setTimeout(resolve, 20))
}
const engine = await createEngine({ projectPath, cachePath, resourcesPath: cachePath, workerPath: '', appVersion: '0' }, pool)
await engine.handlers['folder.add']({ paths: [folder] }, { signal: new AbortController().signal })
