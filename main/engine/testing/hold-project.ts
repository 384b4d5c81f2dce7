import { onTestFinished } from 'vitest'
import { runScript } from './run-script'

const holder = `
  const D = require('better-sqlite3'); const d = new D(process.argv[1]);
  d.exec('BEGIN IMMEDIATE'); console.log('held'); process.stdin.once('data', () => { d.exec('COMMIT'); d.close(); process.stdin.destroy() })`

/** Another program that has begun to write to a project, and takes its time: until it is told to let go. */
export async function holdProject(path: string): Promise<{ letGo(): Promise<void> }> {
  const program = runScript(holder, path)
  onTestFinished(() => {
    program.process.kill()
  })
  const line = await program.line()
  if (line !== 'held') throw new Error(`the other program said "${line}"`)
  return {
    letGo: () => {
      program.say('let go')
      return program.ended
    },
  }
}
