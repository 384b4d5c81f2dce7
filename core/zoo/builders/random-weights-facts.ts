/** What a file with random weights says of itself, so that nobody takes its answers for real. */
export function randomWeightsFacts(seed: number): ReadonlyMap<string, string> {
  return new Map([
    ['weights', 'random'],
    ['seed', String(seed)],
  ])
}

/** For people, wherever such a model is shown. */
export const randomWeightsNote =
  'Random weights: for comparing costs and for training on your own data. Its answers mean nothing until it is trained.'
