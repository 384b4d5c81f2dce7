const names: Readonly<Record<string, string>> = {
  '+': 'Plus', ' ': 'Space', ArrowLeft: 'Left', ArrowRight: 'Right', ArrowUp: 'Up', ArrowDown: 'Down', Home: 'Home', End: 'End', PageUp: 'PageUp',
  PageDown: 'PageDown', Insert: 'Insert', Delete: 'Delete', Backspace: 'Backspace', Enter: 'Return',
}

/**
 * A key of the window ("Mod+Shift+O") as Electron's menus have it; undefined for what a menu must not take: keys without Mod are
 * letters of a text somewhere, and signs of other alphabets have no name there.
 */
export function acceleratorOf(key: string): string | undefined {
  const parts = key.endsWith('+') ? [...key.slice(0, -1).split('+'), '+'] : key.split('+')
  const last = parts.at(-1) ?? ''
  const name = names[last] ?? (/^(?:[A-Z0-9]|[!-/:-@[-`{-~]|F(?:[1-9]|1\d|2[0-4]))$/.test(last) ? last : null)
  const hasMod = parts.includes('Mod')
  if (name === null || (!hasMod && !/^F\d+$/.test(name))) return undefined
  return [...(hasMod ? ['CommandOrControl'] : []), ...(parts.includes('Shift') ? ['Shift'] : []), name].join('+')
}
