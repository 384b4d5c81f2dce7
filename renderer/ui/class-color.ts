/**
 * Twelve colours chosen so that any two stay at least 0.1 apart in OKLab as seen with normal vision, protanopia,
 * deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009, severity 1).
 */
export const classColors = [
  '#4cabfd',
  '#e6b374',
  '#db3869',
  '#5bf0f8',
  '#9c1487',
  '#c8e928',
  '#6e69f3',
  '#9ba003',
  '#e082ad',
  '#2854be',
  '#9b6ca5',
  '#5f630f',
] as const

/** FNV-1a, 32 bits, over UTF-16 code units. */
function hashName(name: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** The colour of a class, '#rrggbb'; the same name has the same colour in every model, photo and session. */
export function classColor(name: string): string {
  return classColors[hashName(name.toLowerCase()) % classColors.length] ?? classColors[0]
}

/** Red, green and blue, 0..255 each, of '#rrggbb'. */
export function channelsOf(color: string): readonly [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** WCAG 2.2 relative luminance, 0..1, of '#rrggbb'. */
export function luminance(color: string): number {
  const [red, green, blue] = channelsOf(color).map((channel) => {
    const value = channel / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2 contrast ratio of two colours, 1..21. */
export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Black or white, whichever reads better on the colour. */
export function inkOn(color: string): '#000000' | '#ffffff' {
  return contrast(color, '#000000') >= contrast(color, '#ffffff') ? '#000000' : '#ffffff'
}
