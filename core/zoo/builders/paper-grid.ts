/** Width multipliers with published checkpoints (Sandler et al. 2018, section 6.1). */
export const paperWidthMultipliers: readonly number[] = [0.35, 0.5, 0.75, 1, 1.3, 1.4]

/** Input sides in pixels with published checkpoints. */
export const paperResolutionsPx: readonly number[] = [96, 128, 160, 192, 224]
