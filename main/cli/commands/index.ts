import type { CliCommand } from '../command'
import { annotateCommand } from './annotate'
import { modelsCommand } from './models'
import { projectCommand } from './project'

/** Every command of the command line; a new one is a file and a line here. */
export const commands: readonly CliCommand[] = [annotateCommand, modelsCommand, projectCommand]
