import type { QuantizeProgress } from './calibration-hooks'

/** What each step does, for people. */
export const stepNames: Readonly<Record<QuantizeProgress['step'], string>> = {
  preparing: 'Reading photos',
  observing: 'Ranges of activations',
  equalising: 'Equalising channels',
  measuring: 'Inputs of layers',
  rounding: 'Rounding weights',
  searching: 'Layers to keep in float',
  inspecting: 'Noise layer by layer',
  checking: 'Comparing answers',
}
