import { expect, test } from 'vitest'
import type { BundleManifest } from '#core/bundle/manifest'
import { webSample } from '#core/bundle/samples/web-sample'
import type { Fit, ModelCard } from '#core/model/model-card'
import { preparePhoto } from '#core/zoo/prepare-photo'

const normalisation = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const

function manifestOf(fit: Fit): BundleManifest {
  const inputSize = { width: 20, height: 24 }
  return {
    model: { name: 'Tiny' },
    preprocessing: { inputSize, fit, mean: [...normalisation.mean], std: [...normalisation.std] },
    files: [{ format: 'onnx', path: 'models/model.onnx', input: { name: 'input' } }],
  } as unknown as BundleManifest
}

function picture(width: number, height: number): Uint8Array {
  let seed = 7
  return Uint8Array.from({ length: 3 * width * height }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed >>> 24
  })
}

const fits: readonly Fit[] = [{ kind: 'stretch' }, { kind: 'pad' }, { kind: 'center-crop', shorterSide: 28 }]

test.each(fits)('the sample for browsers prepares a photo as the desktop does: $kind', async (fit) => {
  const module = (await import(`data:text/javascript,${encodeURIComponent(webSample(manifestOf(fit)))}`)) as {
    prepare(picture: { width: number; height: number; data: Uint8Array }): Float32Array
  }
  for (const [width, height] of [[61, 47], [30, 90], [19, 23]] as const) {
    const rgb = picture(width, height)
    const rgba = Uint8Array.from({ length: 4 * width * height }, (_, at) => (at % 4 === 3 ? 255 : (rgb[3 * (at >> 2) + (at % 4)] ?? 0)))
    const card = { inputSize: { width: 20, height: 24 }, fit, normalisation } as unknown as ModelCard
    const ours = preparePhoto(card, { width, height, data: rgb })
    const theirs = module.prepare({ width, height, data: rgba })
    // Weights of the desktop are whole numbers of 1/2^22 (as Pillow's): sums of exactly one half, common in such small pictures, may fall to the other side.
    const oneLevel = 1 / 255 / 0.224
    const differences = theirs.map((value, at) => Math.abs(value - (ours.tensor.data[at] ?? 0)))
    expect(Math.max(...differences)).toBeLessThan(1.05 * oneLevel)
    expect(differences.filter((difference) => difference > 1e-5).length / differences.length).toBeLessThan(0.03)
  }
})
