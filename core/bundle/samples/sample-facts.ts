import type { BundleManifest } from '#core/bundle/manifest'

/** How the samples fit a picture into the input; the three numbers steer one formula that all of them share. */
export interface FitFacts {
  /** Length of the scaled picture's shorter side; 0 when the input's size counts. */
  readonly shorterSide: number
  /** 1 when the proportions are given up. */
  readonly stretches: boolean
}

export function fitFacts({ preprocessing: { fit } }: BundleManifest): FitFacts {
  return { shorterSide: fit.kind === 'center-crop' ? fit.shorterSide : 0, stretches: fit.kind === 'stretch' }
}

/** The file that ONNX Runtime loads: the plain one if it is there. Null when the bundle has none. */
export function onnxFileOf({ files }: BundleManifest): string | null {
  const file = files.find(({ format }) => format === 'onnx') ?? files.find(({ format }) => format.startsWith('ort'))
  return file?.path ?? null
}

export function inputNameOf({ files }: BundleManifest): string {
  return files[0]?.input.name ?? 'input'
}
