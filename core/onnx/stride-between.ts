/**
 * The power of two by which a picture of `rows` became a map of `mapRows`, every halving rounded up as SAME padding does (513 and 65
 * are stride 8); the nearest power where none fits exactly.
 */
export function strideBetween(rows: number, mapRows: number): number {
  for (let stride = 1; stride <= rows; stride *= 2) if (Math.ceil(rows / stride) === mapRows) return stride
  return 2 ** Math.round(Math.log2(rows / mapRows))
}
