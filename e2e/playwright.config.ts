import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  // Those are for `npm run check:long`.
  testIgnore: 'long/**',
  outputDir: '../test-results',
  // Each test opens windows of its own on one display, and a model keeps all cores busy.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['line'], ['json', { outputFile: '../out/test/e2e.json' }]],
  use: { trace: 'off' },
})
