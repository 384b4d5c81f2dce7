/** Node's names of processors to Debian's. @type {Readonly<Record<string, string>>} */
const debianArchitectures = { x64: 'amd64', arm64: 'arm64' }

/**
 * @param {string} architecture as in `process.arch`
 * @returns {string} Debian's name of it
 * @throws {Error} for one without a package
 */
export function debianArchitecture(architecture) {
  const name = debianArchitectures[architecture]
  if (name === undefined) throw new Error(`there is no Debian package for ${architecture}`)
  return name
}

/**
 * Debian's form of a version: `1.2.0-beta.1` comes before `1.2.0` only when it is written `1.2.0~beta.1`
 * (Debian Policy 5.6.12).
 * @param {string} version semantic version
 */
export function debianVersion(version) {
  return version.replace('-', '~').replace(/\+/g, '.')
}

/**
 * Puts values into a template with places such as `{version}`.
 * @param {string} template
 * @param {Readonly<Record<string, string | number>>} values
 * @throws {Error} for a place without a value and a value without a place
 */
export function fillTemplate(template, values) {
  const unused = new Set(Object.keys(values))
  const filled = template.replace(/\{(\w+)\}/g, (_place, /** @type {string} */ name) => {
    const value = values[name]
    if (value === undefined) throw new Error(`no value for {${name}}`)
    unused.delete(name)
    return String(value)
  })
  if (unused.size > 0) throw new Error(`no place for ${[...unused].join(', ')}`)
  return filled
}
