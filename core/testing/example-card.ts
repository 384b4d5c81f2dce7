import type { ModelCard } from '#core/model/model-card'

const plainCard: ModelCard = {
  id: 'example',
  name: 'Example',
  family: 'mobilenet-v2',
  task: 'classification',
  widthMultiplier: 1,
  inputSize: { width: 4, height: 4 },
  file: 'example.onnx',
  sha256: '',
  bytes: 0,
  parameters: 0,
  labels: [],
  normalisation: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  fit: { kind: 'stretch' },
  outputs: ['logits'],
  dynamicBatch: true,
  licence: 'none',
  sources: [],
  note: '',
}

/** A model card for tests: plain values but for those given. */
export function exampleCard(changes: Partial<ModelCard>): ModelCard {
  return { ...plainCard, ...changes }
}
