import type { ModelCard } from '#core/model/model-card'

const LABEL = /\{\n\s+("id": \d+),\n\s+("name": .+?)(?:,\n\s+("key": .+?))?\n\s+\}/g

/** The manifest as indented JSON with one line per class label. */
export function formatManifest(cards: readonly ModelCard[]): string {
  const text = JSON.stringify(cards, null, 2)
  return `${text.replace(LABEL, (_, ...parts: (string | undefined)[]) => `{ ${parts.slice(0, 3).filter(Boolean).join(', ')} }`)}\n`
}
