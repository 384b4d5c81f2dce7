import type { FloatTensor } from '#core/zoo/family'

/** The output of that name for one photo. Throws Error when it is missing, not of the rank given or for several photos. */
export function namedOutput(outputs: Readonly<Record<string, FloatTensor>>, name: string, rank: number): FloatTensor {
  const tensor = outputs[name]
  if (tensor === undefined) throw new Error(`model gave no output "${name}", only ${Object.keys(outputs).join(', ')}`)
  if (tensor.dims.length !== rank || tensor.dims[0] !== 1) {
    throw new Error(`output "${name}" has shape [${tensor.dims.join(', ')}], expected 1 and ${rank - 1} more dimensions`)
  }
  return tensor
}
