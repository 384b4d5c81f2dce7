import type { CliCommand } from '../command'
import { analyzeCommand } from './analyze'
import { annotateCommand } from './annotate'
import { buildCommand } from './build'
import { bundleCommand } from './bundle'
import { compareCommand } from './compare'
import { convertCommand } from './convert'
import { evaluateCommand } from './evaluate'
import { exportCommand } from './export'
import { getModelCommand } from './get-model'
import { importCommand } from './import'
import { importModelCommand } from './import-model'
import { modelsCommand } from './models'
import { phoneBenchCommand } from './phone-bench'
import { phonePageCommand } from './phone-page'
import { phonesCommand } from './phones'
import { projectCommand } from './project'
import { pushCommand } from './push'
import { quantizeCommand } from './quantize'
import { statsCommand } from './stats'
import { tuneCommand } from './tune'

/** Every command of the command line; a new one is a file and a line here. */
export const commands: readonly CliCommand[] = [
  analyzeCommand,
  annotateCommand,
  buildCommand,
  bundleCommand,
  compareCommand,
  convertCommand,
  evaluateCommand,
  exportCommand,
  getModelCommand,
  importCommand,
  importModelCommand,
  modelsCommand,
  phoneBenchCommand,
  phonePageCommand,
  phonesCommand,
  projectCommand,
  pushCommand,
  quantizeCommand,
  statsCommand,
  tuneCommand,
]
