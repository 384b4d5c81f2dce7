export const actionGroups = ['Review', 'Photos', 'Annotate', 'View', 'Viewer', 'Go to', 'Project', 'Help'] as const
export type ActionGroup = (typeof actionGroups)[number]

export interface ActionEntry {
  readonly id: string
  readonly title: string
  readonly group: ActionGroup
  /** As they are at first; the first is the one that is shown and that a person can change. */
  readonly keys: readonly string[]
  /** Another group on whose page it can be done too. */
  readonly alsoIn?: ActionGroup
}

/**
 * Everything the window can do by key or palette. A view that can do it provides the handler while it is on screen. Where
 * two have the same key the first one that can be done has it.
 */
export const actionCatalog = [
  { id: 'review.accept', title: 'Accept the prediction', group: 'Review', keys: ['A', 'Enter'] },
  { id: 'review.refuse', title: 'Refuse the prediction or delete the label', group: 'Review', keys: ['R', 'Delete', 'Backspace'] },
  { id: 'review.accept-photo', title: 'Accept all predictions of the photo above the threshold', group: 'Review', keys: ['Shift+A'] },
  { id: 'review.accept-all', title: 'Accept predictions in many photos', group: 'Review', keys: [] },
  { id: 'review.next-open', title: 'Next unreviewed photo', group: 'Review', keys: ['N'] },
  { id: 'review.done', title: 'Mark as reviewed or not', group: 'Review', keys: ['D'] },
  { id: 'review.empty', title: 'Mark as reviewed: nothing here', group: 'Review', keys: ['O'] },
  { id: 'review.undo', title: 'Undo in this photo', group: 'Review', keys: ['Mod+Z', 'Z'] },
  { id: 'review.redo', title: 'Redo in this photo', group: 'Review', keys: ['Mod+Shift+Z', 'Shift+Z', 'Mod+Y'] },
  { id: 'review.next-object', title: 'Next label or prediction', group: 'Review', keys: ['J'] },
  { id: 'review.previous-object', title: 'Previous label or prediction', group: 'Review', keys: ['K'] },
  { id: 'review.next-point', title: 'Next point of the polygon', group: 'Review', keys: ['.'] },
  { id: 'review.previous-point', title: 'Previous point of the polygon', group: 'Review', keys: [','] },
  { id: 'review.add-point', title: 'Add a point after this one', group: 'Review', keys: ['I', 'Insert'] },
  { id: 'tool.select', title: 'Select', group: 'Review', keys: ['V'] },
  { id: 'tool.box', title: 'Draw boxes', group: 'Review', keys: ['B'] },
  { id: 'tool.polygon', title: 'Draw polygons', group: 'Review', keys: ['P'] },
  { id: 'tool.brush', title: 'Paint a mask', group: 'Review', keys: ['M'] },
  { id: 'tool.eraser', title: 'Erase from a mask', group: 'Review', keys: ['X'] },
  { id: 'tool.polygon-fill', title: 'Fill a polygon in a mask', group: 'Review', keys: ['Shift+P'] },
  { id: 'tool.flood', title: 'Take a predicted segment into a mask', group: 'Review', keys: ['F'] },
  { id: 'review.smaller-brush', title: 'Smaller brush', group: 'Review', keys: ['['] },
  { id: 'review.larger-brush', title: 'Larger brush', group: 'Review', keys: [']'] },
  { id: 'review.lock', title: 'Lock or unlock the label', group: 'Review', keys: ['L'] },
  { id: 'review.hide', title: 'Hide or show the label', group: 'Review', keys: ['H'] },
  { id: 'review.show-all', title: 'Show all hidden labels', group: 'Review', keys: ['Shift+H'] },
  { id: 'review.copy', title: 'Duplicate the label to the next photo', group: 'Review', keys: ['C'] },
  { id: 'review.ghosts', title: 'Show or hide predictions', group: 'Review', keys: ['G'] },
  { id: 'review.fit', title: 'Fit the photo', group: 'Review', keys: ['Home'] },
  { id: 'review.actual-size', title: 'Zoom to 100 %', group: 'Review', keys: ['End'] },
  { id: 'review.cancel', title: 'Cancel, then deselect', group: 'Review', keys: ['Escape'] },
  { id: 'review.open', title: 'Label this photo', group: 'Viewer', keys: ['E'] },
  { id: 'steps.open', title: 'Undo a step over many photos', group: 'Review', keys: [] },
  { id: 'classes.open', title: 'Classes of the project', group: 'Review', keys: [] },
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
  { id: 'labels.import', title: 'Import labels', group: 'Photos', keys: ['Mod+Shift+O'] },
  { id: 'labels.export', title: 'Export labels', group: 'Photos', keys: ['Mod+E'] },
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
  { id: 'viewer.next', title: 'Next photo', group: 'Viewer', keys: ['ArrowRight', 'PageDown'], alsoIn: 'Review' },
  { id: 'viewer.previous', title: 'Previous photo', group: 'Viewer', keys: ['ArrowLeft', 'PageUp'], alsoIn: 'Review' },
  { id: 'viewer.compare', title: 'Compare two models, or a model and labels', group: 'Viewer', keys: ['C'] },
  { id: 'viewer.fit', title: 'Fit the photo', group: 'Viewer', keys: ['0'] },
  { id: 'viewer.actual-size', title: 'Zoom to 100 %', group: 'Viewer', keys: ['1'] },
  { id: 'viewer.zoom-in', title: 'Zoom in', group: 'Viewer', keys: ['+', '='], alsoIn: 'Review' },
  { id: 'viewer.zoom-out', title: 'Zoom out', group: 'Viewer', keys: ['-'], alsoIn: 'Review' },
  { id: 'viewer.show-all', title: 'Show all classes', group: 'Viewer', keys: ['A'] },
  { id: 'page.library', title: 'Library', group: 'Go to', keys: ['Mod+1'] },
  { id: 'page.review', title: 'Review', group: 'Go to', keys: ['Mod+2'] },
  { id: 'page.dataset', title: 'Dataset', group: 'Go to', keys: ['Mod+3'] },
  { id: 'page.models', title: 'Models', group: 'Go to', keys: ['Mod+4'] },
  { id: 'page.tune', title: 'Tune', group: 'Go to', keys: ['Mod+5'] },
  { id: 'page.phones', title: 'Phones', group: 'Go to', keys: ['Mod+6'] },
  { id: 'page.settings', title: 'Settings', group: 'Go to', keys: ['Mod+,'] },
  { id: 'project.new', title: 'New project', group: 'Project', keys: ['Mod+N'] },
  { id: 'project.open', title: 'Open project', group: 'Project', keys: ['Mod+O'] },
  { id: 'palette.open', title: 'Find an action', group: 'Help', keys: ['Mod+K'] },
  { id: 'shortcuts.open', title: 'Keyboard shortcuts', group: 'Help', keys: ['?'] },
  { id: 'diagnostics.copy', title: 'Copy diagnostics', group: 'Help', keys: [] },
] as const satisfies readonly ActionEntry[]

export type ActionId = (typeof actionCatalog)[number]['id']
