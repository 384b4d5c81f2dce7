import type { CliCommand } from '../command'
import { analyzeCommand } from './analyze'
import { annotateCommand } from './annotate'
import { buildCommand } from './build'
import { modelsCommand } from './models'
import { projectCommand } from './project'

/** Every command of the command line; a new one is a file and a line here. */
export const commands: readonly CliCommand[] = [analyzeCommand, annotateCommand, buildCommand, modelsCommand, projectCommand]
