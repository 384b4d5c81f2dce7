import type { CliCommand } from '../command'
import { analyzeCommand } from './analyze'
import { annotateCommand } from './annotate'
import { buildCommand } from './build'
import { convertCommand } from './convert'
import { exportCommand } from './export'
import { getModelCommand } from './get-model'
import { importCommand } from './import'
import { importModelCommand } from './import-model'
import { modelsCommand } from './models'
import { projectCommand } from './project'
import { quantizeCommand } from './quantize'
import { statsCommand } from './stats'
import { tuneCommand } from './tune'

/** Every command of the command line; a new one is a file and a line here. */
export const commands: readonly CliCommand[] = [
  analyzeCommand,
  annotateCommand,
  buildCommand,
  convertCommand,
  exportCommand,
  getModelCommand,
  importCommand,
  importModelCommand,
  modelsCommand,
  projectCommand,
  quantizeCommand,
  statsCommand,
  tuneCommand,
]
