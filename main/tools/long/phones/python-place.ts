import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const packages = ['ai-edge-litert==2.3.0', 'coremltools==9.0', 'numpy==2.4.6']
const cache = process.env['MOBILABEL_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'mobilabel')

/** Path of a Python with the phones' own runtimes, made in the cache folder on first use; null where it cannot be made. */
export async function pythonPlace(): Promise<string | null> {
  const own = process.env['MOBILABEL_PHONE_PYTHON']
  if (own !== undefined) return own
  const folder = join(cache, 'phone-python-1')
  const python = join(folder, 'bin', 'python')
  const stamp = join(folder, 'complete')
  if (existsSync(stamp)) return python
  try {
    await run('python3', ['-m', 'venv', folder])
    await run(python, ['-m', 'pip', 'install', '--quiet', ...packages], { maxBuffer: 1 << 26 })
    await writeFile(stamp, '')
    return python
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return null
  }
}
