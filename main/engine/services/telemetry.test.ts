import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { buildTestProgram } from '../testing/build-test-program'
import { writeColourPhotos } from '../testing/colour-photos'
import { temporaryFolder } from '../testing/temporary-folder'
import { writeTinyModels } from '../testing/tiny-models'

const workerPath = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'worker.js')
let program = ''

beforeAll(async () => {
  program = await buildTestProgram('run-program.ts', 'telemetry')
})

test('a run writes nothing into the home folder and leaves nothing in the temporary one', async () => {
  const folder = temporaryFolder()
  await writeColourPhotos(join(folder, 'photos'), 8)
  writeTinyModels(join(folder, 'resources'))
  const [home, temporary] = [join(folder, 'home'), join(folder, 'tmp')]
  for (const path of [home, temporary]) mkdirSync(path)
  const { ORT_DISABLE_TELEMETRY: _set, XDG_CACHE_HOME: _cache, XDG_CONFIG_HOME: _config, ...environment } = process.env
  const { stdout } = await promisify(execFile)(process.execPath, [program, folder, workerPath], {
    env: { ...environment, HOME: home, USERPROFILE: home, LOCALAPPDATA: home, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
  })
  expect(stdout).toContain('end done')
  expect(readdirSync(home, { recursive: true })).toEqual([])
  expect(readdirSync(temporary)).toEqual([])
})
