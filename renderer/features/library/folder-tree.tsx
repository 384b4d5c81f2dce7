import { ChevronRight, Folder, FolderOpen, FolderPlus, FolderX, Images, RefreshCw, Trash2, Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useAddFolders } from '../../state/add-folders'
import { changeFilter, useLibraryView } from '../../state/library-view'
import { notify } from '../../state/notices'
import { Confirm } from '../../ui/confirm'
import { cx } from '../../ui/cx'
import { formatAmount, formatCount } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuItem } from '../../ui/menu'
import { folderRows, rowKey, type FolderRow } from './folder-rows'
import styles from './folder-tree.module.css'
import { useFolderTrees, useRemoveFolder, useRescan } from './queries'

/** Root folders with their sub-folders; choosing one restricts the grid to it. */
export function FolderTree() {
  const trees = useFolderTrees()
  const filter = useLibraryView((view) => view.filter)
  const { choose } = useAddFolders()
  const [expandedKeys, setExpandedKeys] = useState<ReadonlySet<string>>(new Set())
  const rows = folderRows(trees, expandedKeys)
  const total = trees.reduce((sum, { folder }) => sum + folder.photos, 0)
  const selectedKey = filter.folderId === undefined ? null : rowKey(filter.folderId, filter.subfolder ?? '')

  const toggle = (key: string): void => {
    const next = new Set(expandedKeys)
    if (!next.delete(key)) next.add(key)
    setExpandedKeys(next)
  }

  return (
    <nav className={styles.tree} aria-label="Folders">
      <header className={styles.header}>
        <h2>Folders</h2>
        <IconButton label="Add photo folder" icon={<FolderPlus size={16} />} onClick={choose} />
      </header>
      <ul role="tree" aria-label="Folders" className={styles.rows}>
        <li role="treeitem" aria-selected={selectedKey === null} aria-level={1} className={cx(styles.row, selectedKey === null && styles.selected)}>
          <button type="button" className={styles.name} onClick={() => changeFilter({ folderId: undefined, subfolder: undefined })}>
            <Images size={15} />
            <span className={styles.text}>All photos</span>
            <span className={styles.count}>{formatCount(total)}</span>
          </button>
        </li>
        {rows.map((row) => (
          <FolderLine key={row.key} row={row} selected={row.key === selectedKey} onToggle={() => toggle(row.key)} />
        ))}
      </ul>
    </nav>
  )
}

interface FolderLineProps {
  readonly row: FolderRow
  readonly selected: boolean
  readonly onToggle: () => void
}

function FolderLine({ row, selected, onToggle }: FolderLineProps) {
  const choose = (): void => changeFilter({ folderId: row.folderId, subfolder: row.path === '' ? undefined : row.path })
  const Icon = row.available ? (row.expanded ? FolderOpen : Folder) : FolderX
  return (
    <li
      role="treeitem"
      aria-selected={selected}
      aria-level={row.depth + 1}
      {...(row.expandable ? { 'aria-expanded': row.expanded } : {})}
      className={cx(styles.row, selected && styles.selected)}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-label={row.expanded ? `Close ${row.name}` : `Open ${row.name}`}
        className={cx(styles.toggle, row.expanded && styles.open)}
        style={{ marginInlineStart: row.depth * 14 }}
        hidden={!row.expandable}
        onClick={onToggle}
      >
        <ChevronRight size={14} />
      </button>
      <button
        type="button"
        className={styles.name}
        style={row.expandable ? undefined : { paddingInlineStart: row.depth * 14 + 24 }}
        title={row.available ? row.name : `${row.name}: the folder cannot be reached`}
        onClick={choose}
        onDoubleClick={onToggle}
        onKeyDown={(event) => {
          if (row.expandable && event.key === (row.expanded ? 'ArrowLeft' : 'ArrowRight')) onToggle()
        }}
      >
        <Icon size={15} className={row.available ? undefined : styles.missing} />
        <span className={styles.text}>{row.name}</span>
        <span className={styles.count}>{formatCount(row.photos)}</span>
      </button>
      {row.depth === 0 && <FolderMenu row={row} />}
    </li>
  )
}

function FolderMenu({ row }: { readonly row: FolderRow }) {
  const rescan = useRescan()
  const remove = useRemoveFolder()
  const [asking, setAsking] = useState(false)
  const forget = (): void =>
    remove.mutate(
      { folderId: row.folderId },
      {
        onSuccess: ({ photos }) => {
          changeFilter({ folderId: undefined, subfolder: undefined })
          notify(`${row.name} is out of the project with ${formatAmount(photos, 'photo')}.`)
        },
      },
    )
  return (
    <>
      <Menu
        align="end"
        trigger={
          <button type="button" className={styles.more} aria-label={`More for ${row.name}`}>
            <Ellipsis size={15} />
          </button>
        }
      >
        <MenuItem icon={<RefreshCw size={14} />} onSelect={() => rescan.mutate({ folderIds: [row.folderId] })}>
          Look for new photos
        </MenuItem>
        <MenuItem icon={<Trash2 size={14} />} onSelect={() => setAsking(true)}>
          Take out of the project
        </MenuItem>
      </Menu>
      {asking && (
        <Confirm
          title={`Take ${row.name} out of the project?`}
          action="Take out"
          onClose={() => setAsking(false)}
          onConfirm={forget}
        >
          {`${formatAmount(row.photos, 'photo')} and all their predictions leave the project. The files on disk stay as they are.`}
        </Confirm>
      )}
    </>
  )
}
