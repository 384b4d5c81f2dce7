import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'

const source = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      rolldownOptions: {
        input: {
          app: source('main/app/main.ts'),
          engine: source('main/engine/entry.ts'),
          worker: source('main/engine/runtime/worker.ts'),
          'worker-classes': source('main/engine/services/review/class-change-thread.ts'),
          'worker-bundle': source('main/engine/services/bundle/bundle-thread.ts'),
          'worker-quantize': source('main/engine/services/quantize/quantize-thread.ts'),
          'worker-import': source('main/engine/services/import-model/import-thread.ts'),
          'worker-evaluate': source('main/engine/services/evaluate/evaluate-thread.ts'),
          'worker-tune': source('main/engine/services/tune/tune-thread.ts'),
          cli: source('main/cli/main.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      rolldownOptions: {
        input: { preload: source('main/preload/preload.ts') },
        // A sandboxed preload script has to be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      minify: true,
      rolldownOptions: { input: source('renderer/index.html') },
    },
  },
})
