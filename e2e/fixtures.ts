import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { MobilabelApp, type LaunchOptions } from './pages/mobilabel-app'

interface Fixtures {
  /** A folder of this test alone; removed afterwards. */
  readonly folder: string
  /** Starts the app with its own data folder, or a second time with the same one. Closed after the test. */
  readonly launch: (options?: Partial<LaunchOptions>) => Promise<MobilabelApp>
  /** Faults that this test causes on purpose; every other fault of a page fails the test. */
  readonly expectedFaults: RegExp[]
}

/** The app's folder: this project, or what MOBILABEL_E2E_APP names, for instance an unpacked package. */
const appFolder = resolve(process.env['MOBILABEL_E2E_APP'] ?? resolve(import.meta.dirname, '..'))

export const test = base.extend<Fixtures>({
  folder: async ({}, provide) => {
    const folder = await mkdtemp(join(tmpdir(), 'mobilabel-e2e-'))
    await provide(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },

  expectedFaults: async ({}, provide) => {
    await provide([])
  },

  launch: async ({ folder, expectedFaults }, provide, testInfo) => {
    const apps: MobilabelApp[] = []
    await provide(async (options = {}) => {
      const app = await MobilabelApp.launch({ appFolder, dataFolder: join(folder, 'data'), homeFolder: join(folder, 'home'), words: [], ...options })
      apps.push(app)
      return app
    })
    for (const app of apps) {
      if (testInfo.status !== testInfo.expectedStatus) await app.report(testInfo)
      await app.close()
    }
    const faults = apps.flatMap((app) => app.faults).filter((fault) => !expectedFaults.some((expected) => expected.test(fault)))
    expect(faults, 'faults of the page').toEqual([])
  },
})

export { expect }
