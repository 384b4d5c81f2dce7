const mostCharacters = 26

/** A name that fits beside a chart; the end of a long one is left out. */
export function shortName(name: string): string {
  const characters = [...name]
  return characters.length <= mostCharacters ? name : `${characters.slice(0, mostCharacters - 1).join('')}…`
}
