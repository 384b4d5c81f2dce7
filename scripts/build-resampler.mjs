// node scripts/build-resampler.mjs: compiles the vector code of the resampler with clang (14 or newer, with lld) and writes
// the module beside its source as text. Needed only when the source has changed.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reportFailure } from './setup/report-failure.mjs'
import { SetupError } from './setup/setup-error.mjs'

const folder = join(import.meta.dirname, '..', 'main', 'engine', 'runtime', 'resample')
const source = join(folder, 'resample.c')
const result = join(folder, 'resample-module.ts')
const options = [
  '--target=wasm32', '-O3', '-msimd128', '-std=c11', '-Wall', '-Wextra', '-Werror', '-ffreestanding', '-nostdlib',
  '-Wl,--no-entry', '-Wl,--strip-all', '-Wl,--import-memory', '-Wl,-z,stack-size=1024',
]
const bytesPerLine = 90

/** @returns {Uint8Array} */
function compile() {
  const work = mkdtempSync(join(tmpdir(), 'mobilabel-resampler-'))
  const module = join(work, 'resample.wasm')
  try {
    execFileSync('clang', [...options, '-o', module, source], { stdio: 'inherit' })
    return readFileSync(module)
  } catch (error) {
    throw new SetupError(
      `The resampler was not compiled: ${error instanceof Error ? error.message : String(error)}`,
      'Install clang and lld (Debian: apt-get install clang lld), then run this again.',
    )
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

try {
  const module = compile()
  const lines = []
  for (let at = 0; at < module.length; at += bytesPerLine) lines.push(`  '${Buffer.from(module.subarray(at, at + bytesPerLine)).toString('base64')}',`)
  const sha256 = createHash('sha256').update(readFileSync(source)).digest('hex')
  writeFileSync(
    result,
    `// Written by scripts/build-resampler.mjs from resample.c.\n\n` +
      `/** SHA-256 of the source, hexadecimal. */\nexport const sourceSha256 = '${sha256}'\n\n` +
      `/** The WebAssembly module, base64. */\nexport const moduleText = [\n${lines.join('\n')}\n].join('')\n`,
  )
  process.stdout.write(`${module.length} bytes written to ${result}\n`)
} catch (error) {
  reportFailure(error)
}
