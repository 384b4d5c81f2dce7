/**
 * Maps samples of any range to 0..255 between their least and greatest finite value, as RGB.
 * Values that are not numbers become black, a flat picture too.
 *
 * @param samples interleaved, `channels` per pixel; one channel is repeated
 */
export function stretchSamples(samples: Float32Array, channels: number): Uint8Array {
  let least = Infinity
  let greatest = -Infinity
  for (const sample of samples) {
    if (!Number.isFinite(sample)) continue
    if (sample < least) least = sample
    if (sample > greatest) greatest = sample
  }
  const scale = greatest > least ? 255 / (greatest - least) : 0
  const pixels = samples.length / channels
  const rgb = new Uint8Array(pixels * 3)
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const sample = samples[pixel * channels + Math.min(channel, channels - 1)] ?? 0
      const level = Math.round((sample - least) * scale)
      rgb[pixel * 3 + channel] = Number.isFinite(level) ? level : 0
    }
  }
  return rgb
}
