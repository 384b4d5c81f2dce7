import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { debianArchitecture, debianVersion, fillTemplate } from './deb-control.mjs'

const iconSizesPx = [16, 32, 64, 128, 256, 512]

/**
 * Lays out the files of the Debian package as they will lie on the disk, with DEBIAN/control. It needs no maintainer
 * scripts: menus, icons and file types are refreshed by the triggers of the packages that own those folders.
 * @param {object} parts
 * @param {string} parts.project the project folder
 * @param {string} parts.unpacked the app as electron-builder made it
 * @param {string} parts.tree an empty folder
 * @param {string} parts.version semantic version
 */
export function layOutDebTree({ project, unpacked, tree, version }) {
  const app = join(tree, 'usr/lib/mobilabel')
  const packaging = join(project, 'packaging')
  const icons = join(project, 'resources/icons')

  copy(unpacked, app)
  for (const name of ['mobilabel', 'mobilabel-cli']) link(`../lib/mobilabel/${name}`, join(tree, 'usr/bin', name))
  copy(join(packaging, 'linux/mobilabel.desktop'), join(tree, 'usr/share/applications/mobilabel.desktop'))
  copy(join(packaging, 'linux/mobilabel-mime.xml'), join(tree, 'usr/share/mime/packages/mobilabel.xml'))
  copy(join(icons, 'icon.svg'), join(tree, 'usr/share/icons/hicolor/scalable/apps/mobilabel.svg'))
  for (const sizePx of iconSizesPx) {
    const size = `${sizePx}x${sizePx}`
    copy(join(icons, `${size}.png`), join(tree, `usr/share/icons/hicolor/${size}/apps/mobilabel.png`))
  }
  copy(join(packaging, 'debian/copyright'), join(tree, 'usr/share/doc/mobilabel/copyright'))

  const installedBytes = setModes(tree)
  // Where the kernel gives ordinary people no name spaces, Chromium's sandbox needs this helper to belong to root.
  chmodSync(join(app, 'chrome-sandbox'), 0o4755)

  const control = fillTemplate(readFileSync(join(packaging, 'debian/control'), 'utf8'), {
    version: debianVersion(version),
    architecture: debianArchitecture(process.arch),
    installedKiB: Math.ceil(installedBytes / 1024),
  })
  mkdirSync(join(tree, 'DEBIAN'), { mode: 0o755 })
  writeFileSync(join(tree, 'DEBIAN/control'), control, { mode: 0o644 })
}

/**
 * @param {string} source
 * @param {string} target
 */
function copy(source, target) {
  mkdirSync(dirname(target), { recursive: true })
  cpSync(source, target, { recursive: true, verbatimSymlinks: true })
}

/**
 * @param {string} target
 * @param {string} path
 */
function link(target, path) {
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path)
}

/**
 * Makes everything readable for everybody, whatever the mask of the person who builds.
 * @param {string} folder
 * @returns {number} length of all files in bytes
 */
function setModes(folder) {
  chmodSync(folder, 0o755)
  let bytes = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) bytes += setModes(path)
    else if (entry.isFile()) {
      const state = statSync(path)
      chmodSync(path, state.mode & 0o100 ? 0o755 : 0o644)
      bytes += state.size
    }
  }
  return bytes
}
