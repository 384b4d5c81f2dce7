import type { LabelClass } from '#core/model/label'
import { actionCatalog, type ActionEntry, type ActionGroup, type ActionId } from './action-catalog'
import { keysIn, type ChangedKeys } from './key-map'

type Place = 'review' | 'viewer' | 'library'

/** Where the actions of a group can be done. In Review an action of Review has a key before one of another place. */
const placesOf: Readonly<Record<ActionGroup, readonly Place[]>> = {
  Review: ['review'],
  Viewer: ['viewer'],
  Photos: ['library'],
  View: ['viewer', 'library'],
  Annotate: ['review', 'viewer', 'library'],
  'Go to': ['review', 'viewer', 'library'],
  Project: ['review', 'viewer', 'library'],
  Help: ['review', 'viewer', 'library'],
}

/** What the system, text fields and lists do with a key wherever one is. */
const fixedKeys: ReadonlySet<string> = new Set([
  'Tab', 'Shift+Tab', ' ', 'Shift+ ', 'Enter', 'Shift+Enter', 'Escape', 'Mod+C', 'Mod+V', 'Mod+X', 'Mod+Q', 'Mod+W', 'F11',
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].flatMap((name) => [name, `Shift+${name}`]),
])

function placesOfEntry({ group, alsoIn }: ActionEntry): readonly Place[] {
  return alsoIn === undefined ? placesOf[group] : [...placesOf[group], ...placesOf[alsoIn]]
}

/** Why an action cannot have a key, as a sentence; null when it can. */
export function keyConflict(id: ActionId, key: string, changed: ChangedKeys, classes: readonly Pick<LabelClass, 'name' | 'key'>[]): string | null {
  const entry: ActionEntry | undefined = actionCatalog.find((known) => known.id === id)
  if (entry === undefined || keysIn(changed, id)[0] === key) return null
  // What an action has from the start it may always have again.
  if (fixedKeys.has(key) && !entry.keys.includes(key)) return 'This key has a fixed use.'
  const places = placesOfEntry(entry)
  if (places.includes('review')) {
    if (/^\d$/.test(key)) return 'Digits stand for classes.'
    const taken = classes.find((known) => known.key !== null && known.key === key.toLowerCase())
    if (taken !== undefined) return `This key stands for the class "${taken.name}".`
  }
  const other = actionCatalog.find((known) => {
    return known.id !== id && keysIn(changed, known.id).includes(key) && placesOfEntry(known).some((place) => places.includes(place))
  })
  return other === undefined ? null : `This key is already for "${other.title}".`
}
