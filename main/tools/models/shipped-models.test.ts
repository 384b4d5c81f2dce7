import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { RgbImage } from '#core/geometry/rgb-image'
import type { SizePx } from '#core/model/photo'
import { parseModelManifest } from '#core/model/model-manifest'
import { decodeModel } from '#core/onnx/codec/decode-model'
import { encodeModel } from '#core/onnx/codec/encode-model'
import { verifyGraph } from '#core/onnx/spec/verify-graph'
import { preparePhoto } from '#core/zoo/prepare-photo'
import { ssdAnchors, ssdLite300Layout } from '#core/zoo/ssd-anchors'
import { decodeSsdBoxes } from '#core/zoo/ssd-boxes'

const folder = join(import.meta.dirname, '..', '..', '..', 'resources', 'models')
const cards = parseModelManifest(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))

/**
 * What the original models answer to the test pattern, at some positions: TensorFlow.js 4 (CPU) on the published graphs with their
 * own preprocessing and box decoding; for MobileNetV2 Python onnxruntime without optimization, batch norms not merged,
 * weights read by Python's pickle.
 */
const fixture = z.record(
  z.string(),
  z.record(z.string(), z.object({ shape: z.array(z.number()), positions: z.array(z.number()), values: z.array(z.number()) })),
)
const expected = fixture.parse(JSON.parse(await readFile(join(import.meta.dirname, 'fixtures', 'pattern-outputs.json'), 'utf8')))

/** A coloured pattern without repetition in sight: (7 x + 13 y + 29 c + 5 (x y mod 31)) mod 256. */
function pattern({ width, height }: SizePx): RgbImage {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, index) => {
    const pixel = Math.floor(index / 3)
    const x = pixel % width
    const y = Math.floor(pixel / width)
    return (7 * x + 13 * y + 29 * (index % 3) + 5 * ((x * y) % 31)) % 256
  })
  return { width, height, data }
}

const allowed: Readonly<Record<string, number>> = { logits: 1e-3, boxes: 1e-3, scores: 1e-4 }

function floats(outputs: InferenceSession.OnnxValueMapType, name: string): Float32Array {
  const tensor = outputs[name]
  if (!(tensor?.data instanceof Float32Array)) throw new Error(`no float output ${name}`)
  return tensor.data
}

describe.each(cards.map((card) => [card.id, card] as const))('%s', (id, card) => {
  test('is the file its card describes, and sound', async () => {
    const bytes = await readFile(join(folder, card.file))
    expect(bytes.length).toBe(card.bytes)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(card.sha256)
    const graph = decodeModel(bytes)
    expect(verifyGraph(graph)).toEqual([])
    expect(graph.outputs.map((output) => output.name)).toEqual(card.outputs)
    expect(Buffer.compare(encodeModel(graph), bytes)).toBe(0)
  })

  test('answers as the original does', async () => {
    const session = await InferenceSession.create(join(folder, card.file), { intraOpNumThreads: 1 })
    const { tensor } = preparePhoto({ ...card, fit: { kind: 'stretch' } }, pattern(card.inputSize))
    const outputs = await session.run({ input: new Tensor('float32', tensor.data, tensor.dims) })
    await session.release()
    for (const [name, reference] of Object.entries(expected[id] ?? {})) {
      const ours = name === 'boxes' ? decodeSsdBoxes(floats(outputs, 'box_encodings'), floats(outputs, 'anchors')) : floats(outputs, name)
      expect(ours.length).toBe(reference.shape.reduce((product, dim) => product * dim, 1))
      const differences = reference.positions.map((position, index) => Math.abs((ours[position] ?? NaN) - (reference.values[index] ?? NaN)))
      expect(differences.length).toBeGreaterThan(200)
      expect(Math.max(...differences)).toBeLessThanOrEqual(allowed[name] ?? 0)
    }
  })

  test('answers two photos at once as one after the other', async () => {
    const session = await InferenceSession.create(join(folder, card.file), { intraOpNumThreads: 1 })
    const { tensor } = preparePhoto({ ...card, fit: { kind: 'stretch' } }, pattern(card.inputSize))
    const [, ...rest] = tensor.dims
    const both = new Float32Array(tensor.data.length * 2)
    both.set(tensor.data.map((value) => -value))
    both.set(tensor.data, tensor.data.length)
    const single = await session.run({ input: new Tensor('float32', tensor.data, tensor.dims) })
    const double = await session.run({ input: new Tensor('float32', both, [2, ...rest]) })
    await session.release()
    for (const name of card.outputs.filter((output) => output !== 'anchors')) {
      const one = floats(single, name)
      const second = floats(double, name).subarray(one.length)
      expect(second.length).toBe(one.length)
      expect(second.reduce((largest, value, index) => Math.max(largest, Math.abs(value - (one[index] ?? NaN))), 0)).toBeLessThan(1e-4)
    }
  })
})

test('the graphs hold convolutions and little else', async () => {
  const counts = async (id: string): Promise<Record<string, number>> => {
    const graph = decodeModel(await readFile(join(folder, `${id}.onnx`)))
    const found: Record<string, number> = {}
    for (const { opType } of graph.nodes) found[opType] = (found[opType] ?? 0) + 1
    return found
  }
  expect(await counts('mobilenet_v2_1.0_224')).toEqual({ Conv: 52, Clip: 35, Add: 10, GlobalAveragePool: 1, Flatten: 1, Gemm: 1 })
  // Two heads on six maps: the map of one pixel needs no transposition.
  expect(await counts('ssdlite_mobilenet_v2_300')).toEqual({ Conv: 88, Clip: 59, Add: 10, Transpose: 10, Reshape: 12, Concat: 2, Sigmoid: 1 })
  expect(await counts('deeplabv3_mobilenet_v2_513')).toEqual({ Conv: 56, Clip: 34, Add: 11, Relu: 3, GlobalAveragePool: 1 })
})

test('the anchors in the SSDLite graph are those of the layout', async () => {
  const anchors = decodeModel(await readFile(join(folder, 'ssdlite_mobilenet_v2_300.onnx'))).initializers.get('anchors')
  const computed = ssdAnchors(ssdLite300Layout).flatMap((anchor) => [anchor.centerY, anchor.centerX, anchor.height, anchor.width])
  expect(anchors?.dims).toEqual([1917, 4])
  computed.forEach((value, index) => expect(Number(anchors?.data[index])).toBeCloseTo(value, 5))
})

test('labels keep the numbering of their data sets', () => {
  const labels = new Map(cards.map((card) => [card.id, card.labels]))
  const coco = labels.get('ssdlite_mobilenet_v2_300') ?? []
  expect(coco).toHaveLength(80)
  // Ids 12, 26, 29, 30, 45, 66, 68, 69, 71 and 83 are not used.
  expect(Array.from({ length: 90 }, (_, index) => index + 1).filter((id) => !coco.some((label) => label.id === id))).toEqual([12, 26, 29, 30, 45, 66, 68, 69, 71, 83])
  expect(labels.get('deeplabv3_mobilenet_v2_513')?.map((label) => label.name)).toContain('tvmonitor')
  expect(labels.get('mobilenet_v2_1.0_224')?.[281]).toEqual({ id: 281, name: 'tabby, tabby cat', key: 'n02123045' })
})
