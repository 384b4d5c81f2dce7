import { outputTail, runCommand } from './run-command.mjs'
import { SetupError } from './setup-error.mjs'

/**
 * Library name to the package that has it, on Debian and Ubuntu. A package's newer name after the change to 64-bit
 * time (`…t64`) is tried first.
 * @type {readonly (readonly [pattern: RegExp, packageName: string])[]}
 */
const packageOfLibrary = [
  [/^lib(gtk|gdk)-3\.so/, 'libgtk-3-0'],
  [/^libatk-1\.0\.so/, 'libatk1.0-0'],
  [/^libatk-bridge-2\.0\.so/, 'libatk-bridge2.0-0'],
  [/^libatspi\.so/, 'libatspi2.0-0'],
  [/^libcups\.so/, 'libcups2'],
  [/^lib(glib|gobject|gio|gmodule)-2\.0\.so/, 'libglib2.0-0'],
  [/^lib(nss3|nssutil3|smime3|ssl3)\.so/, 'libnss3'],
  [/^lib(nspr4|plc4|plds4)\.so/, 'libnspr4'],
  [/^libasound\.so/, 'libasound2'],
  [/^libgbm\.so/, 'libgbm1'],
  [/^libdrm\.so/, 'libdrm2'],
  [/^libX11-xcb\.so/, 'libx11-xcb1'],
  [/^libX11\.so/, 'libx11-6'],
  [/^libXcomposite\.so/, 'libxcomposite1'],
  [/^libXdamage\.so/, 'libxdamage1'],
  [/^libXext\.so/, 'libxext6'],
  [/^libXfixes\.so/, 'libxfixes3'],
  [/^libXrandr\.so/, 'libxrandr2'],
  [/^libXss\.so/, 'libxss1'],
  [/^libxcb\.so/, 'libxcb1'],
  [/^libxkbcommon\.so/, 'libxkbcommon0'],
  [/^libpango-1\.0\.so/, 'libpango-1.0-0'],
  [/^libcairo\.so/, 'libcairo2'],
  [/^libdbus-1\.so/, 'libdbus-1-3'],
  [/^libexpat\.so/, 'libexpat1'],
  [/^libudev\.so/, 'libudev1'],
]

/**
 * The packages that bring the given libraries, without repetition.
 * @param {readonly string[]} libraries file names such as `libnss3.so`
 * @returns {string[]}
 * @throws {SetupError} for a library whose package is not known
 */
export function debianPackages(libraries) {
  const unknown = libraries.filter((library) => !packageOfLibrary.some(([pattern]) => pattern.test(library)))
  if (unknown.length > 0) {
    throw new SetupError(
      `Electron needs ${unknown.join(', ')}, which this system does not have.`,
      'Install the packages that contain them with the package manager of the system, then run the set-up again.',
    )
  }
  const names = packageOfLibrary.filter(([pattern]) => libraries.some((library) => pattern.test(library)))
  return [...new Set(names.map(([, name]) => name))]
}

/**
 * Installs packages with apt-get where that is possible; otherwise says which command does it.
 * @param {readonly string[]} names
 * @param {string} reason why they are needed, for the error
 * @param {import('./progress.mjs').StepProgress} progress
 */
export async function installDebianPackages(names, reason, progress) {
  const hasApt = (await runCommand('apt-get', ['--version'])).status === 0
  if (!hasApt) {
    throw new SetupError(
      `${reason}.`,
      `Install what Debian calls ${names.join(' ')} with the package manager of this system, then run the set-up again.`,
    )
  }
  if (process.getuid?.() !== 0) {
    const present = await presentNames(names)
    throw new SetupError(`${reason}.`, `Run \`sudo apt-get install ${present.join(' ')}\`, then the set-up again.`)
  }

  progress.working('apt-get update')
  const update = await runCommand('apt-get', ['update'], { onLine: progress.detail })
  const wanted = await presentNames(names)
  progress.working(`apt-get install ${wanted.join(' ')}`)
  const install = await runCommand('apt-get', ['install', '-y', '--no-install-recommends', ...wanted], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    onLine: progress.detail,
  })
  if (install.status !== 0) {
    const updateFault = update.status === 0 ? '' : `\napt-get update also failed:\n${outputTail(update, 4)}`
    throw new SetupError(
      `apt-get could not install ${wanted.join(' ')}:\n${outputTail(install)}${updateFault}`,
      'Repair the package sources or the network connection, then run the set-up again.',
    )
  }
}

/**
 * Each package under the name that the system's package lists have for it.
 * @param {readonly string[]} names
 */
async function presentNames(names) {
  const candidates = names.flatMap((name) => [`${name}t64`, name])
  const policy = await runCommand('apt-cache', ['policy', ...candidates], { env: { ...process.env, LC_ALL: 'C' } })
  const known = new Set(
    [...policy.stdout.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (?!\(none\))/gm)].map((match) => match[1]),
  )
  return names.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name))
}
