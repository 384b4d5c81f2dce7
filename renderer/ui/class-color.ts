import { classColors } from '#core/model/class-colors'

/** With this start the ten things most often seen in everyday photos (person, chair, car, ...) get ten distinct colours. */
const hashStart = 0x3e8f

/** FNV-1a, 32 bits, over UTF-16 code units, with its own start. */
function hashName(name: string): number {
  let hash = hashStart
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
