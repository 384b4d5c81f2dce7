import type { Folder, FolderNode } from '#core/model/folder'
import type { FolderId } from '#core/model/photo'

/** One line of the folder tree. */
export interface FolderRow {
  readonly key: string
  readonly folderId: FolderId
  /** Below the root with "/", "" for the root itself. */
  readonly path: string
  readonly name: string
  readonly photos: number
  /** 0 for root folders. */
  readonly depth: number
  readonly expandable: boolean
  readonly expanded: boolean
  /** False when the root folder cannot be reached, e.g. a disk that is not plugged in. */
  readonly available: boolean
}

export function rowKey(folderId: FolderId, path: string): string {
  return `${folderId}/${path}`
}

/** The visible lines: root folders and whatever lies below expanded ones, sub-folders by name. */
export function folderRows(trees: readonly { readonly folder: Folder; readonly nodes: readonly FolderNode[] }[], expandedKeys: ReadonlySet<string>): readonly FolderRow[] {
  return trees.flatMap(({ folder, nodes }) => {
    const children = childrenByParent(nodes)
    const rows: FolderRow[] = []
    const visit = (path: string, name: string, photos: number, depth: number): void => {
      const key = rowKey(folder.id, path)
      const below = children.get(path) ?? []
      const expanded = below.length > 0 && expandedKeys.has(key)
      rows.push({ key, folderId: folder.id, path, name, photos, depth, expandable: below.length > 0, expanded, available: folder.available })
      if (expanded) for (const child of below) visit(child.path, lastPart(child.path), child.photos, depth + 1)
    }
    visit('', folder.name, folder.photos, 0)
    return rows
  })
}

function childrenByParent(nodes: readonly FolderNode[]): ReadonlyMap<string, readonly FolderNode[]> {
  const children = new Map<string, FolderNode[]>()
  for (const node of nodes) {
    if (node.path === '') continue
    const parent = node.path.slice(0, Math.max(0, node.path.lastIndexOf('/')))
    const siblings = children.get(parent)
    if (siblings === undefined) children.set(parent, [node])
    else siblings.push(node)
  }
  const byName = new Intl.Collator('en', { numeric: true })
  for (const siblings of children.values()) siblings.sort((a, b) => byName.compare(a.path, b.path))
  return children
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
