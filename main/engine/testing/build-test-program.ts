import { basename, join } from 'node:path'
import { build } from 'vite'

const project = join(import.meta.dirname, '..', '..', '..')

/** Bundles a program, named from this folder, for a Node process of its own; returns the bundle's path. `user` is the test that wants it: tests run side by side. */
export async function buildTestProgram(file: string, user: string): Promise<string> {
  const outDir = join(project, 'out', 'test', user)
  await build({
    root: project,
    configFile: false,
    logLevel: 'warn',
    build: { ssr: join(import.meta.dirname, file), outDir, copyPublicDir: false },
  })
  return join(outDir, basename(file).replace(/\.ts$/u, '.js'))
}
