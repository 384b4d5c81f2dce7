import { encodeModel } from '#core/onnx/codec/encode-model'
import { parseModelManifest } from '#core/model/model-manifest'
import { buildDeeplab } from './build-deeplab'
import { buildMobilenet } from './build-mobilenet'
import { buildSsdlite } from './build-ssdlite'
import type { BuildModel, BuildPlaces } from './built-model'
import { cardOf } from './card-of'
import { formatManifest } from './format-manifest'

const recipes: readonly BuildModel[] = [buildMobilenet, buildSsdlite, buildDeeplab]

/** Everything that belongs into resources/models, by file name. The same sources give the same bytes. */
export async function buildAll(places: BuildPlaces): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const cards = []
  for (const recipe of recipes) {
    const model = await recipe(places)
    const bytes = encodeModel(model.graph)
    const card = cardOf(model, bytes)
    files.set(card.file, bytes)
    cards.push(card)
  }
  files.set('manifest.json', new TextEncoder().encode(formatManifest(parseModelManifest(cards))))
  return files
}
