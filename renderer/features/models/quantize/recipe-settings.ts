import type { RecipeDraft, RecipeForm, RecipeTarget } from './recipe-draft'

/** One of some choices, with what it means. */
export interface SettingChoice<Value extends string> {
  readonly value: Value
  readonly label: string
}

type ChoiceKey = 'activations' | 'weightBits' | 'ranges' | 'equalisation' | 'scales' | 'rounding' | 'bias'

/** A setting of the static form with some choices. */
export interface ChoiceSetting<Key extends ChoiceKey = ChoiceKey> {
  readonly key: Key
  readonly label: string
  /** One line. */
  readonly meaning: string
  readonly choices: readonly SettingChoice<RecipeDraft[Key]>[]
}

export const targets: readonly (SettingChoice<RecipeTarget> & { readonly meaning: string })[] = [
  { value: 'phone', label: 'Phone', meaning: 'unsigned activations, 8-bit weights' },
  { value: 'computer-with-vnni', label: 'Computer with VNNI', meaning: '8-bit products summed in 32 bits' },
  { value: 'computer-without-vnni', label: 'Computer without VNNI', meaning: '7-bit weights, so that no 16-bit sum overflows' },
  { value: 'symmetric-accelerator', label: 'Accelerator without zero points', meaning: 'symmetric activations' },
]

export const recipeForms: readonly (SettingChoice<RecipeForm> & { readonly meaning: string })[] = [
  { value: 'static', label: 'Static', meaning: 'Weights and activations in 8 bits with ranges from photos: smallest and fastest.' },
  { value: 'dynamic', label: 'Dynamic', meaning: 'Weights in 8 bits, ranges of activations worked out for each photo while it runs.' },
  { value: 'weight-only', label: 'Weights only', meaning: 'Weights stored in 8 bits, all arithmetic in float: small, not faster.' },
  { value: 'float16', label: 'Float16', meaning: 'Half the size with nearly the same answers; for GPUs and neural engines.' },
]

function setting<Key extends ChoiceKey>(value: ChoiceSetting<Key>): ChoiceSetting<Key> {
  return value
}

export const staticSettings = [
  setting({
    key: 'activations',
    label: 'Activations',
    meaning: 'What the target computes best: unsigned codes with a zero point, or signed ones without.',
    choices: [
      { value: 'asymmetric-uint8', label: 'Unsigned, asymmetric' },
      { value: 'symmetric-int8', label: 'Signed, symmetric' },
    ],
  }),
  setting({
    key: 'weightBits',
    label: 'Weights',
    meaning: '7 bits keep sums of two products within 16 bits on processors without VNNI.',
    choices: [
      { value: '8', label: '8 bits' },
      { value: '7', label: '7 bits' },
    ],
  }),
  setting({
    key: 'ranges',
    label: 'Ranges of activations',
    meaning: 'How the lowest and highest code are chosen from what the photos show.',
    choices: [
      { value: 'mean-squared-error', label: 'Least squared error' },
      { value: 'entropy', label: 'Least relative entropy' },
      { value: 'percentile', label: 'Percentile' },
      { value: 'min-max', label: 'Smallest and largest' },
    ],
  }),
  setting({
    key: 'equalisation',
    label: 'Channel equalisation',
    meaning: 'Moves scale between neighbouring layers so that the channels of depthwise filters use their codes.',
    choices: [
      { value: 'channels', label: 'On' },
      { value: 'none', label: 'Off' },
    ],
  }),
  setting({
    key: 'scales',
    label: 'Scales of weights',
    meaning: 'By the largest weight of each channel, or by the least error of all of them.',
    choices: [
      { value: 'least-error', label: 'Least error' },
      { value: 'largest-weight', label: 'Largest weight' },
    ],
  }),
  setting({
    key: 'rounding',
    label: 'Rounding of weights',
    meaning: 'Each by itself, or so that later weights make up for the error of earlier ones.',
    choices: [
      { value: 'compensated', label: 'Compensated' },
      { value: 'nearest', label: 'Nearest' },
    ],
  }),
  setting({
    key: 'bias',
    label: 'Biases',
    meaning: 'Corrected by the mean error that coded weights make on the photos, or left as they are.',
    choices: [
      { value: 'corrected', label: 'Corrected' },
      { value: 'original', label: 'Original' },
    ],
  }),
] as const
