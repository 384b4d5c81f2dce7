export const actionGroups = ['Photos', 'Annotate', 'View', 'Viewer', 'Go to', 'Project', 'Help'] as const
export type ActionGroup = (typeof actionGroups)[number]

export interface ActionEntry {
  readonly id: string
  readonly title: string
  readonly group: ActionGroup
  /** The first is the one that is shown. */
  readonly keys: readonly string[]
}

/** Everything the window can do by key or palette. A view that can do it provides the handler while it is on screen. */
export const actionCatalog = [
  { id: 'folder.add', title: 'Add photo folder', group: 'Photos', keys: ['Mod+I'] },
  { id: 'folder.rescan', title: 'Look for new photos in all folders', group: 'Photos', keys: ['F5'] },
  { id: 'library.find', title: 'Find photos', group: 'Photos', keys: ['Mod+F'] },
  { id: 'library.clear-filter', title: 'Clear the filter', group: 'Photos', keys: [] },
  { id: 'photo.open', title: 'Open the photo', group: 'Photos', keys: ['Enter'] },
  { id: 'photo.select-all', title: 'Select all photos of the filter', group: 'Photos', keys: ['Mod+A'] },
  { id: 'photo.select-none', title: 'Clear the selection', group: 'Photos', keys: ['Escape'] },
  { id: 'photo.show-in-folder', title: 'Show the photo in its folder', group: 'Photos', keys: ['Mod+Shift+R'] },
  { id: 'photo.copy-path', title: 'Copy the path of the photo', group: 'Photos', keys: ['Mod+Shift+C'] },
  { id: 'skipped.open', title: 'Show skipped files', group: 'Photos', keys: [] },
  { id: 'annotate.start', title: 'Annotate', group: 'Annotate', keys: ['Mod+Enter'] },
  { id: 'jobs.toggle', title: 'Show or hide jobs', group: 'Annotate', keys: ['Mod+J'] },
  { id: 'view.boxes', title: 'Show or hide boxes', group: 'View', keys: ['B'] },
  { id: 'view.masks', title: 'Show or hide masks', group: 'View', keys: ['M'] },
  { id: 'view.tags', title: 'Show or hide tags', group: 'View', keys: ['T'] },
  { id: 'view.inspector', title: 'Show or hide the inspector', group: 'View', keys: ['I'] },
  { id: 'view.folders', title: 'Show or hide folders', group: 'View', keys: ['F'] },
  { id: 'view.rail', title: 'Expand or collapse the rail', group: 'View', keys: ['Mod+B'] },
  { id: 'view.larger', title: 'Larger thumbnails', group: 'View', keys: ['Mod++', 'Mod+='] },
  { id: 'view.smaller', title: 'Smaller thumbnails', group: 'View', keys: ['Mod+-'] },
  { id: 'viewer.close', title: 'Back to the library', group: 'Viewer', keys: ['Escape'] },
  { id: 'viewer.next', title: 'Next photo', group: 'Viewer', keys: ['ArrowRight'] },
  { id: 'viewer.previous', title: 'Previous photo', group: 'Viewer', keys: ['ArrowLeft'] },
  { id: 'viewer.fit', title: 'Fit the photo', group: 'Viewer', keys: ['0'] },
  { id: 'viewer.actual-size', title: 'Zoom to 100 %', group: 'Viewer', keys: ['1'] },
  { id: 'viewer.zoom-in', title: 'Zoom in', group: 'Viewer', keys: ['+', '='] },
  { id: 'viewer.zoom-out', title: 'Zoom out', group: 'Viewer', keys: ['-'] },
  { id: 'viewer.show-all', title: 'Show all classes', group: 'Viewer', keys: ['A'] },
  { id: 'page.library', title: 'Library', group: 'Go to', keys: ['Mod+1'] },
  { id: 'page.models', title: 'Models', group: 'Go to', keys: ['Mod+2'] },
  { id: 'page.settings', title: 'Settings', group: 'Go to', keys: ['Mod+,'] },
  { id: 'project.new', title: 'New project', group: 'Project', keys: ['Mod+N'] },
  { id: 'project.open', title: 'Open project', group: 'Project', keys: ['Mod+O'] },
  { id: 'palette.open', title: 'Find an action', group: 'Help', keys: ['Mod+K'] },
  { id: 'shortcuts.open', title: 'Keyboard shortcuts', group: 'Help', keys: ['?'] },
  { id: 'diagnostics.copy', title: 'Copy diagnostics', group: 'Help', keys: [] },
] as const satisfies readonly ActionEntry[]

export type ActionId = (typeof actionCatalog)[number]['id']

/** The key shown for an action, if it has one. */
export function keyOf(id: ActionId): string | null {
  const entry: ActionEntry | undefined = actionCatalog.find((known) => known.id === id)
  return entry?.keys[0] ?? null
}
