const names: Readonly<Record<string, string>> = {
  kind: 'Form',
  activations: 'Activations',
  weightBits: 'Bits of weights',
  ranges: 'Ranges of activations',
  equalisation: 'Channel equalisation',
  scales: 'Scales of weights',
  rounding: 'Rounding of weights',
  bias: 'Biases',
  momentPhotos: 'Photos for rounding',
  keepFloat: 'Kept in float by choice',
  goal: 'Goal',
  form: 'Arithmetic',
}

/** A setting of a version's lineage as name and value for people. */
export function settingText([key, value]: readonly [string, unknown]): readonly [string, string] {
  return [names[key] ?? key, valueText(value)]
}

function valueText(value: unknown): string {
  if (value === null) return 'none'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ')
  if (typeof value !== 'object') return String(value).replaceAll('-', ' ')
  const parts = Object.values(value).map(valueText).filter((text) => text !== 'none')
  return parts.length === 0 ? 'none' : parts.join(', ')
}
