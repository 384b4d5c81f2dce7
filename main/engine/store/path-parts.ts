import { naturalSortKey, searchKey } from './natural-key'

/** What the project keeps of a path besides the path itself. */
export interface PathParts {
  readonly directory: string
  readonly name: string
  readonly sortKey: string
  readonly searchKey: string
}

/** Parts of a relative path with "/"; the directory of a file at the top is "". */
export function pathParts(relativePath: string): PathParts {
  const slash = relativePath.lastIndexOf('/')
  return {
    directory: slash < 0 ? '' : relativePath.slice(0, slash),
    name: relativePath.slice(slash + 1),
    sortKey: naturalSortKey(relativePath),
    searchKey: searchKey(relativePath),
  }
}
