import type { DatasetClass } from '#core/model/dataset'

/** Red, green and blue, 0..255. */
export type Rgb = readonly [number, number, number]

/** Color number `index` of the palette of Pascal VOC (VOC devkit, VOClabelcolormap): bits of the number spread over the channels. */
export function vocColor(index: number): Rgb {
  let [red, green, blue] = [0, 0, 0]
  for (let rest = index, bit = 7; rest > 0; rest >>= 3, bit--) {
    red |= (rest & 1) << bit
    green |= ((rest >> 1) & 1) << bit
    blue |= ((rest >> 2) & 1) << bit
  }
  return [red, green, blue]
}

/** 0xRRGGBB. */
export function packedColor([red, green, blue]: Rgb): number {
  return (red << 16) | (green << 8) | blue
}

/** A color as #rrggbb text; null when it is none. */
export function parseColor(text: string | undefined): Rgb | null {
  if (text === undefined || !/^#[0-9a-fA-F]{6}$/.test(text)) return null
  const packed = Number.parseInt(text.slice(1), 16)
  return [packed >> 16, (packed >> 8) & 255, packed & 255]
}

export function colorText(color: Rgb): string {
  return `#${packedColor(color).toString(16).padStart(6, '0')}`
}

/** Colors of background, the classes in order, and 255 for pixels that do not count: each differs from the others. */
export function maskPalette(classes: readonly DatasetClass[]): Rgb[] {
  const taken = new Set([packedColor([0, 0, 0])])
  const palette: Rgb[] = [[0, 0, 0]]
  let spare = 0
  for (const [index, { color }] of classes.entries()) {
    let chosen = parseColor(color) ?? vocColor(index + 1)
    while (taken.has(packedColor(chosen))) chosen = vocColor(++spare)
    taken.add(packedColor(chosen))
    palette.push(chosen)
  }
  while (palette.length < 256) palette.push(vocColor(palette.length))
  return palette
}
