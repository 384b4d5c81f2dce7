export interface PhoneFile {
  readonly bytes: Buffer
  readonly mode: number
  readonly modifiedSeconds: number
}

const folderMode = 0o040_771

/** The files of a phone, in memory. Paths are absolute; folders are there as soon as something is in them, or when made. */
export class PhoneFiles {
  readonly #files = new Map<string, PhoneFile>()
  readonly #folders = new Set(['/', '/sdcard', '/sdcard/Download', '/sdcard/Android/data', '/data/local/tmp'])
  /** Bytes that fit; what is written beyond fails as on a full phone. */
  capacityBytes = 2 ** 33
  /** Where the shell may not write. */
  readonly readOnly = new Set(['/system'])

  get usedBytes(): number {
    return [...this.#files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0)
  }

  get paths(): readonly string[] {
    return [...this.#files.keys()].sort()
  }

  get(path: string): PhoneFile | undefined {
    return this.#files.get(path)
  }

  /** Why nothing can be written there, in the words of adbd; null when it can. */
  refusal(path: string, isMakingFolders: boolean): string | null {
    if (this.isFolder(path)) return "couldn't create file: Is a directory"
    if ([...this.readOnly].some((folder) => path.startsWith(`${folder}/`))) return "couldn't create file: Read-only file system"
    if (!isMakingFolders && !this.isFolder(parentOf(path))) return "couldn't create file: No such file or directory"
    return null
  }

  put(path: string, file: PhoneFile): void {
    this.makeFolder(parentOf(path))
    this.#files.set(path, file)
  }

  makeFolder(path: string): void {
    for (let folder = path; folder !== '/'; folder = parentOf(folder)) this.#folders.add(folder)
  }

  remove(path: string): boolean {
    const below = [...this.#files.keys(), ...this.#folders].filter((name) => name === path || name.startsWith(`${path}/`))
    for (const name of below) {
      this.#files.delete(name)
      this.#folders.delete(name)
    }
    return below.length > 0
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path.replace(/(?<=.)\/$/u, ''))
  }

  /** Mode, size and time as `stat` tells them; null when there is nothing. */
  stat(path: string): { readonly mode: number; readonly size: number; readonly modifiedSeconds: number } | null {
    const file = this.#files.get(path)
    if (file !== undefined) return { mode: 0o100_000 | file.mode, size: file.bytes.length, modifiedSeconds: file.modifiedSeconds }
    return this.isFolder(path) ? { mode: folderMode, size: 4096, modifiedSeconds: 0 } : null
  }

  /** Names directly below a folder. */
  list(path: string): string[] {
    const prefix = path.endsWith('/') ? path : `${path}/`
    const names = [...this.#files.keys(), ...this.#folders].flatMap((name) => (name.startsWith(prefix) && name !== prefix ? [name.slice(prefix.length).split('/')[0] ?? ''] : []))
    return [...new Set(names)].filter((name) => name !== '').sort()
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/'))) || '/'
}
