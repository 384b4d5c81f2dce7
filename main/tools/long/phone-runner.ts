import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { TestAdbServer } from '../../../e2e/phone/adb-server'
import { FakePhone } from '../../../e2e/phone/fake-phone'
import type { PhoneProgram } from '../../../e2e/phone/run-shell'
import { createEngine } from '../../engine/engine'
import { localClient } from '../../engine/local-client'

/*
 * The Java classes of the runner, on a JVM in place of a phone's runtime, behind the real server of adb and a phone that is
 * played: every bundled model is measured and answers as on this computer. Needs javac, java, Maven and adb.
 */
const project = join(import.meta.dirname, '..', '..')
const cache = join(process.env['MOBILABEL_CACHE'] ?? join(homedir(), '.cache', 'mobilabel'), 'phone-runner')
const runtimeJar = 'onnxruntime-1.29.0.jar'
const run = promisify(execFile)
const work = mkdtempSync(join(tmpdir(), 'mobilabel-runner-check-'))

function compiledRunner(): string {
  mkdirSync(cache, { recursive: true })
  if (!existsSync(join(cache, runtimeJar))) {
    execFileSync('mvn', ['-q', 'dependency:copy', '-Dartifact=com.microsoft.onnxruntime:onnxruntime:1.29.0', '-DoutputDirectory=.'], { cwd: cache, stdio: 'inherit' })
  }
  const source = join(project, 'packaging', 'phone-runner', 'src', 'mobilabel', 'runner')
  const classes = join(work, 'classes')
  execFileSync('javac', ['--release', '8', '-Xlint:-options', '-cp', join(cache, runtimeJar), '-d', classes, ...readdirSync(source).map((name) => join(source, name))], { stdio: 'inherit' })
  return [classes, join(cache, runtimeJar)].join(':')
}

/** Lays the phone's files out below a folder, runs the classes there, and takes what they wrote back. */
function javaProgram(classPath: string): PhoneProgram {
  return async ({ words, files }) => {
    const root = mkdtempSync(join(work, 'phone-'))
    const lay = (path: string, bytes: Uint8Array): void => {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), bytes)
    }
    const jobPath = words[3] ?? ''
    for (const path of files.paths) if (!path.includes('/.runner/')) lay(path, files.get(path)?.bytes ?? Buffer.alloc(0))
    const job = files.get(jobPath)?.bytes.toString('utf8') ?? ''
    lay(jobPath, Buffer.from(job.replaceAll('/data/local/tmp/', `${root}/data/local/tmp/`)))
    try {
      const { stdout, stderr } = await run('java', ['-cp', classPath, words[2] ?? '', join(root, jobPath)], { env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' } })
      const out = join(root, dirname(jobPath), 'out')
      for (const name of readdirSync(out)) files.put(`${dirname(jobPath)}/out/${name}`, { bytes: readFileSync(join(out, name)), mode: 0o644, modifiedSeconds: 0 })
      return { stdout, stderr, exitCode: 0 }
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string }
      return { stdout: stdout ?? '', stderr: stderr ?? String(error), exitCode: 1 }
    }
  }
}

let failures = 0
const server = await TestAdbServer.start(work)
for (const name of ['libonnxruntime.so', 'libonnxruntime4j_jni.so']) writeFileSync(join(work, name), name)
process.env['ANDROID_ADB_SERVER_PORT'] = String(server.port)
process.env['MOBILABEL_PHONE_RUNTIME'] = work
const phone = await FakePhone.start({ programs: { app_process: javaProgram(compiledRunner()) } })
await server.adb('connect', phone.address)
await server.adb('-s', phone.address, 'wait-for-device')
const engine = await createEngine({
  projectPath: join(work, 'project.mobilabel'),
  cachePath: join(work, 'cache'),
  resourcesPath: join(project, 'resources'),
  workerPath: join(project, 'out', 'main', 'worker.js'),
  appVersion: '0',
})
try {
  const { call, on } = localClient(engine)
  const models = (await call('model.list', {})).map(({ card }) => ({ modelId: card.id, format: 'onnx' as const }))
  const ended = new Promise<void>((resolve) => {
    on('job.changed', ({ job }) => {
      if (job.kind === 'bench' && job.endedAtMs !== null) resolve()
    })
  })
  const golden = { kind: 'folder', path: join(project, 'resources', 'samples'), count: 4, seed: 1 } as const
  const { jobId } = await call('phone.bench', { serial: phone.address, models, golden, provider: 'CPU', threads: 2, warmUp: 2, runs: 10 })
  await ended
  const { measurements, leftOut } = await call('phone.bench-report', { jobId })
  for (const { what, reason } of leftOut) {
    failures++
    process.stdout.write(`FAIL ${what}: ${reason}\n`)
  }
  for (const { modelId, p50Ms, loadMs, runtime, parity } of measurements) {
    const isSame = parity.length === 4 && parity.every((photo) => photo.isSame)
    if (!isSame) failures++
    const largest = Math.max(...parity.map(({ maxDifference }) => maxDifference ?? Number.POSITIVE_INFINITY))
    process.stdout.write(`${isSame ? 'ok  ' : 'FAIL'} ${modelId} on a JVM, ${runtime}: p50 ${p50Ms.toFixed(1)} ms, load ${loadMs.toFixed(0)} ms, same on ${parity.filter((photo) => photo.isSame).length} of ${parity.length} photos, largest difference ${largest.toPrecision(2)}\n`)
  }
  if (measurements.length < models.length) failures++
} finally {
  await engine.close()
  await phone.pullCable()
  await server.close()
}
process.exitCode = failures === 0 ? 0 : 1
