import type { BundleManifest } from '#core/bundle/manifest'
import { fitFacts, inputNameOf, onnxFileOf } from '#core/bundle/samples/sample-facts'

/** A module for browsers, on onnxruntime-web. Its `prepare` needs no browser. */
export function webSample(manifest: BundleManifest): string {
  const { inputSize, mean, std } = manifest.preprocessing
  const { shorterSide, stretches } = fitFacts(manifest)
  return `// ${manifest.model.name} in a browser, with onnxruntime-web.
//   const model = await load('models/model.onnx', (await (await fetch('labels.txt')).text()).trim().split('\\n'))
//   const outputs = await model.run(imageData)   // from a canvas, upright

const width = ${inputSize.width}
const height = ${inputSize.height}
const mean = [${mean.join(', ')}]
const std = [${std.join(', ')}]
const shorterSide = ${shorterSide}
const stretches = ${stretches}

export async function load(url = '${onnxFileOf(manifest) ?? 'models/model.onnx'}', labels = []) {
  const ort = await import('onnxruntime-web')
  const session = await ort.InferenceSession.create(url)
  return {
    async run(picture) {
      const input = new ort.Tensor('float32', prepare(picture), [1, 3, height, width])
      return session.run({ '${inputNameOf(manifest)}': input })
    },
    /** The best labels of a classifier's outputs. */
    best(logits, count = 5) {
      const highest = Math.max(...logits)
      const powers = Array.from(logits, (value) => Math.exp(value - highest))
      const sum = powers.reduce((a, b) => a + b, 0)
      return powers.map((power, index) => ({ label: labels[index] ?? String(index), score: power / sum })).sort((a, b) => b.score - a.score).slice(0, count)
    },
  }
}

/** ImageData ({ width, height, data: RGBA }) to the model's input, [3, height, width]. */
export function prepare(picture) {
  const { scaled, left, top, shown } = fit(picture.width, picture.height)
  const columns = weights(picture.width, scaled.width)
  const rows = weights(picture.height, scaled.height)
  const input = new Float32Array(3 * width * height)
  const lines = new Map()
  const line = (y) => {
    if (lines.has(y)) return lines.get(y)
    const made = new Float32Array(3 * shown.width)
    for (let x = 0; x < shown.width; x++) {
      const { start, values } = columns[x + left]
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0
        for (let at = 0; at < values.length; at++) sum += values[at] * picture.data[4 * (y * picture.width + start + at) + channel]
        made[3 * x + channel] = Math.min(255, Math.max(0, Math.round(sum)))
      }
    }
    lines.set(y, made)
    return made
  }
  for (let y = 0; y < shown.height; y++) {
    const { start, values } = rows[y + top]
    for (let x = 0; x < shown.width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0
        for (let at = 0; at < values.length; at++) sum += values[at] * line(start + at)[3 * x + channel]
        const level = Math.min(255, Math.max(0, Math.round(sum)))
        input[(channel * height + y) * width + x] = (level / 255 - mean[channel]) / std[channel]
      }
    }
    for (const known of lines.keys()) if (known < start) lines.delete(known)
  }
  return input
}

/** Where the picture goes: stretched, with its middle cut out, or with room left on the right and below. */
function fit(pictureWidth, pictureHeight) {
  const whole = { width, height }
  if (stretches) return { scaled: whole, left: 0, top: 0, shown: whole }
  if (shorterSide > 0) {
    const scale = shorterSide / Math.min(pictureWidth, pictureHeight)
    const scaled = { width: Math.max(width, Math.trunc(pictureWidth * scale)), height: Math.max(height, Math.trunc(pictureHeight * scale)) }
    return { scaled, left: Math.round((scaled.width - width) / 2), top: Math.round((scaled.height - height) / 2), shown: whole }
  }
  const scale = Math.min(width / pictureWidth, height / pictureHeight)
  const scaled = { width: Math.max(1, Math.round(pictureWidth * scale)), height: Math.max(1, Math.round(pictureHeight * scale)) }
  return { scaled, left: 0, top: 0, shown: scaled }
}

/** A triangle filter, as wide as the reduction. */
function weights(from, to) {
  const scale = from / to
  const support = Math.max(1, scale)
  return Array.from({ length: to }, (_, index) => {
    const center = (index + 0.5) * scale
    const start = Math.max(0, Math.trunc(center - support + 0.5))
    const end = Math.min(from, Math.trunc(center + support + 0.5))
    const values = Array.from({ length: end - start }, (_unused, at) => Math.max(0, 1 - Math.abs((start + at + 0.5 - center) / support)))
    const sum = values.reduce((a, b) => a + b, 0)
    return { start, values: values.map((value) => value / sum) }
  })
}
`
}
