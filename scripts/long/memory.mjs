import { join } from 'node:path'
import { runProgram } from './run-program.mjs'

/** @type {import('./long-check.mjs').LongCheck} */
export const memory = {
  name: 'memory',
  title: "The engine's memory over five thousand photos",
  run: (places) => runProgram(places, join('bench', 'memory.ts')),
}
