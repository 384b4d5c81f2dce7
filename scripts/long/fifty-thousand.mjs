import { join } from 'node:path'
import { buildApp } from '../build/build-app.mjs'
import { runOnDisplay } from '../test/run-on-display.mjs'
import { resultOfExit } from './long-check.mjs'

/** @type {import('./long-check.mjs').LongCheck} */
export const fiftyThousand = {
  name: 'fifty-thousand',
  title: 'The window with fifty thousand photos',
  async run(places, progress) {
    await buildApp(places, progress)
    const config = join('e2e', 'long', 'playwright.config.ts')
    return resultOfExit(await runOnDisplay(places, [join(places.modules, '@playwright', 'test', 'cli.js'), 'test', '-c', config]))
  },
}
