/** A coordinate in pixels for a file: at most four decimals, far below the hundredth of a pixel that has to survive. */
export function pixelText(px: number): string {
  return String(roundPx(px))
}

export function roundPx(px: number): number {
  return Math.round(px * 1e4) / 1e4
}

/** A share of 1 with eight decimals, never outside 0..1. */
export function unitText(share: number): string {
  return Math.min(1, Math.max(0, share)).toFixed(8)
}
