// npm run models:build [-- check]: builds resources/models from published packages, or compares them with a fresh build.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#core/contract/errors'
import { buildAll } from './models/build-all'

type Mode = (folder: string, files: ReadonlyMap<string, Uint8Array>) => Promise<void>

const write: Mode = async (folder, files) => {
  await mkdir(folder, { recursive: true })
  for (const [name, bytes] of files) {
    await writeFile(join(folder, name), bytes)
    process.stdout.write(`${name}: ${bytes.length} bytes\n`)
  }
}

const check: Mode = async (folder, files) => {
  for (const [name, bytes] of files) {
    const committed = await readFile(join(folder, name))
    if (!committed.equals(bytes)) throw new AppError('cannot-read', `${name} differs from a fresh build.`)
    process.stdout.write(`${name}: the same as a fresh build\n`)
  }
}

const modes: ReadonlyMap<string, Mode> = new Map([
  ['write', write],
  ['check', check],
])

const [name = 'write'] = process.argv.slice(2)
const mode = modes.get(name)
if (mode === undefined) throw new AppError('bad-input', `"${name}" is neither write nor check.`)
const resourcesFolder = join(process.cwd(), 'resources')
const files = await buildAll({ resourcesFolder, cacheFolder: join(process.cwd(), '.cache', 'model-packages') })
await mode(join(resourcesFolder, 'models'), files)
