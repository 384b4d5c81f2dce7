import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const projectFolder = resolve(import.meta.dirname, '../..')

/** Project files are opened by programs of their own: a test's process has another Node than the app. */
const holding = `
  const Database = require('better-sqlite3')
  const database = new Database(process.argv[1])
  database.exec('BEGIN IMMEDIATE')
  process.stdout.write('held')
  process.stdin.resume().on('end', () => { database.exec('COMMIT'); database.close() })`
const reading = `
  const Database = require('better-sqlite3')
  const database = new Database(process.argv[1], { readonly: true })
  process.stdout.write(JSON.stringify(database.prepare(process.argv[2]).all()))`

/** Another program that has begun to write to the project; `release` lets go and waits for its end. */
export async function holdProject(path: string): Promise<{ readonly release: () => Promise<void> }> {
  const child = spawn(process.execPath, ['-e', holding, path], { cwd: projectFolder, stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const first = await Promise.race([once(child.stdout, 'data'), ended.then(() => null)])
  if (first === null) throw new Error(`${path} could not be held.`)
  return {
    release: async () => {
      child.stdin.end()
      await ended
    },
  }
}

/** Rows of the project file as another program reads them. */
export async function readProject(path: string, sql: string): Promise<readonly unknown[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', reading, path, sql], { cwd: projectFolder })
  return JSON.parse(stdout) as unknown[]
}
