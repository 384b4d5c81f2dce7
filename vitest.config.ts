import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['{core,main,renderer,bench}/**/*.test.ts', 'scripts/**/*.test.mjs'],
    globalSetup: ['scripts/test/worker-bundle.mjs'],
    env: { ORT_DISABLE_TELEMETRY: '1' },
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
