// node scripts/build-phone-runner.mjs: compiles the program that measures on phones into resources/phone-runner/. Needed only when its
// source or the version of ONNX Runtime has changed. Takes javac, Maven and npm; fetches about 230 MB once.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { locations } from './setup/locations.mjs'
import { reportFailure } from './setup/report-failure.mjs'
import { SetupError } from './setup/setup-error.mjs'

const project = join(import.meta.dirname, '..')
const source = join(project, 'packaging', 'phone-runner', 'src', 'mobilabel', 'runner')
const target = join(project, 'resources', 'phone-runner')
const cache = join(locations(process.env).cache, 'phone-runner')

/** A library of ONNX Runtime for Android as a package that holds the archive unchanged. */
const runtime = {
  version: '1.29.0',
  licence: 'MIT',
  package: { name: 'com.github.asus4.onnxruntime', version: '0.4.9', bytes: 149786233, sha256: 'e59788788818fdde1b2e522e766a21ba0f7d8391de55737abf81e32cc801785d' },
  archive: { path: 'package/Plugins/Android/onnxruntime.aar', sha256: '98cddbac92640b4a6af72a03c42e0491851f366d3da66bbaeb5dd66310946cf2' },
}
const abis = ['arm64-v8a', 'armeabi-v7a', 'x86_64']
const libraries = ['libonnxruntime.so', 'libonnxruntime4j_jni.so']
/** The compiler of Android's byte code, and names of Android's classes to compile against. */
const tools = [
  { artifact: 'com.android.tools:r8:8.13.19', file: 'r8-8.13.19.jar' },
  { artifact: 'com.google.android:android:4.1.1.4', file: 'android-4.1.1.4.jar' },
]
const lowestAndroid = '26'

/** @param {Uint8Array} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')

/** @param {string} program @param {readonly string[]} words @param {string} hint */
function run(program, words, hint) {
  try {
    execFileSync(program, words, { stdio: ['ignore', 'inherit', 'inherit'], cwd: cache })
  } catch (error) {
    throw new SetupError(`${program} failed: ${error instanceof Error ? error.message : String(error)}`, hint)
  }
}

/** @returns {Record<string, Uint8Array>} the files of the library for Android */
function fetchRuntime() {
  const { name, version, sha256: expected } = runtime.package
  const packed = join(cache, `${name}-${version}.tgz`)
  if (!existsSync(packed)) run('npm', ['pack', '--silent', `${name}@${version}`], 'Check the connection, then try again.')
  if (sha256(readFileSync(packed)) !== expected) throw new SetupError(`${packed} is not the file that was published.`, 'Remove it and try again.')
  run('tar', ['xzf', packed, runtime.archive.path], 'Install tar.')
  const archive = readFileSync(join(cache, runtime.archive.path))
  if (sha256(archive) !== runtime.archive.sha256) throw new SetupError('The library for Android is not the one that was published.', 'Remove the cache and try again.')
  return unzipSync(archive)
}

try {
  mkdirSync(cache, { recursive: true })
  for (const { artifact, file } of tools) {
    if (!existsSync(join(cache, file))) run('mvn', ['-q', 'dependency:copy', `-Dartifact=${artifact}`, '-DoutputDirectory=.'], 'Install Maven (Debian: apt-get install maven).')
  }
  const files = fetchRuntime()
  const work = mkdtempSync(join(tmpdir(), 'mobilabel-runner-'))
  try {
    const classes = join(work, 'onnxruntime.jar')
    writeFileSync(classes, files['classes.jar'] ?? new Uint8Array())
    const sources = readdirSync(source).map((name) => join(source, name))
    run('javac', ['--release', '8', '-Xlint:-options', '-Werror', '-cp', classes, '-d', join(work, 'classes'), ...sources], 'Install a JDK of version 11 to 19 (Debian: apt-get install openjdk-17-jdk-headless).')
    const compiled = readdirSync(join(work, 'classes', 'mobilabel', 'runner')).map((name) => join(work, 'classes', 'mobilabel', 'runner', name))
    run('java', ['-cp', join(cache, 'r8-8.13.19.jar'), 'com.android.tools.r8.D8', '--release', '--min-api', lowestAndroid, '--lib', join(cache, 'android-4.1.1.4.jar'), '--output', work, ...compiled, classes], 'Install a JDK.')
    const dex = readFileSync(join(work, 'classes.dex'))
    mkdirSync(target, { recursive: true })
    writeFileSync(join(target, 'runner.dex'), dex)
    const parts = {
      dex: { file: 'runner.dex', bytes: dex.length, sha256: sha256(dex) },
      runtime: {
        ...runtime,
        libraries: abis.flatMap((abi) =>
          libraries.map((name) => {
            const path = `jni/${abi}/${name}`
            const bytes = files[path]
            if (bytes === undefined) throw new SetupError(`The library for Android has no ${path}.`, 'Take another version.')
            return { abi, name, path, bytes: bytes.length, sha256: sha256(bytes) }
          }),
        ),
      },
    }
    writeFileSync(join(target, 'runner.json'), `${JSON.stringify(parts, null, 2)}\n`)
    process.stdout.write(`runner.dex, ${dex.length} bytes, ${parts.dex.sha256}\n`)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
} catch (error) {
  reportFailure(error)
}
