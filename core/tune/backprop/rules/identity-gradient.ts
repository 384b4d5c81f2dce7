import type { GradientRule } from '../gradient-rule'

/** Gradient of Identity: as it comes. */
export const identityGradient: GradientRule = (_node, outputGradient) => new Map([[0, outputGradient]])
