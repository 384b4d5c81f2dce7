/** The part of a KeyboardEvent that decides which key was meant. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const arrows: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', ' ': 'Space' }

interface ParsedKey {
  readonly mod: boolean
  readonly shift: boolean
  readonly name: string
}

/** Keys are written "B", "Mod+K", "Mod+Shift+A", "Escape"; Mod is Cmd on a Mac and Ctrl elsewhere. */
function parseKey(key: string): ParsedKey {
  const parts = key.endsWith('+') ? [...key.slice(0, -1).split('+'), '+'] : key.split('+')
  return { mod: parts.includes('Mod'), shift: parts.includes('Shift'), name: parts.at(-1) ?? '' }
}

/** Signs such as "?" need Shift on some keyboards and not on others. */
function shiftMatters(name: string): boolean {
  return name.length > 1 || name.toLowerCase() !== name.toUpperCase()
}

export function matchesKey(press: KeyPress, key: string, commandKey: boolean): boolean {
  const wanted = parseKey(key)
  const mod = commandKey ? press.metaKey : press.ctrlKey
  const otherMod = commandKey ? press.ctrlKey : press.metaKey
  if (press.altKey || otherMod || mod !== wanted.mod) return false
  if (shiftMatters(wanted.name) && press.shiftKey !== wanted.shift) return false
  return press.key.toLowerCase() === wanted.name.toLowerCase()
}

/** The key as it is written; null for a modifier alone and for what no action can have: Alt, the other command key, dead keys. */
export function keyOfPress(press: KeyPress, commandKey: boolean): string | null {
  const { key } = press
  const otherMod = commandKey ? press.ctrlKey : press.metaKey
  if (press.altKey || otherMod || ['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead', 'Process', 'Unidentified'].includes(key)) return null
  const name = key.length === 1 ? key.toUpperCase() : key
  const mod = commandKey ? press.metaKey : press.ctrlKey
  return [...(mod ? ['Mod'] : []), ...(press.shiftKey && shiftMatters(name) ? ['Shift'] : []), name].join('+')
}

/** How a key is printed: ["Ctrl", "K"], ["⌘", "K"], ["→"]. */
export function keyLabels(key: string, commandKey: boolean): readonly string[] {
  const { mod, shift, name } = parseKey(key)
  return [...(mod ? [commandKey ? '⌘' : 'Ctrl'] : []), ...(shift ? [commandKey ? '⇧' : 'Shift'] : []), arrows[name] ?? name]
}
