import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { AppError } from '#core/contract/errors'

const run = promisify(execFile)

/** npm is a command file on Windows, which only a shell can start. */
const shell = process.platform === 'win32'

async function npmSetting(): Promise<string> {
  try {
    return (await run('npm', ['config', 'get', 'registry'], { shell, timeout: 20_000 })).stdout.trim()
  } catch (error) {
    throw new AppError('not-found', 'It is not known where packages are fetched from.', {
      hint: 'Install npm, whose setting "registry" is used, or set MOBILABEL_PACKAGES to the address of a package registry.',
      cause: error,
    })
  }
}

/**
 * Address of the registry that packages are fetched from, ending in a slash: MOBILABEL_PACKAGES, or what the person's npm is set to.
 * Throws AppError `not-found` when neither is there, `bad-input` when it is no web address.
 */
export async function packageBase(environment: NodeJS.ProcessEnv = process.env, ask: () => Promise<string> = npmSetting): Promise<URL> {
  const own = environment['MOBILABEL_PACKAGES'] ?? environment['npm_config_registry'] ?? ''
  const text = own === '' ? await ask() : own
  if (!URL.canParse(text) || !/^https?:$/u.test(new URL(text).protocol)) {
    throw new AppError('bad-input', `"${text}" is no address to fetch packages from.`, { hint: 'Set MOBILABEL_PACKAGES, or "registry" of npm, to a web address.' })
  }
  return new URL(text.endsWith('/') ? text : `${text}/`)
}
