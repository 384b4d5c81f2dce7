import { AppError } from '#core/contract/errors'
import type { Graph } from '#core/onnx/graph'
import { GraphBuilder } from '#core/onnx/graph-builder'
import { importPasses } from '#core/onnx/passes/import-passes'
import { runPasses } from '#core/onnx/passes/run-passes'
import { allOperators } from '../tfjs/operators/all-operators'
import type { RefusedNode } from '../tfjs/refusal-report'
import { refusalReport } from '../tfjs/refusal-report'
import { TfCall } from '../tfjs/tf-call'
import type { TfAttribute, TfNode } from '../tfjs/tf-graph'
import { TfRefusal } from '../tfjs/tf-refusal'
import type { TfTensorValue, TfValue } from '../tfjs/tf-value'
import { realTensor } from './constant-tensor'
import { addActivation } from './operators/add-activation'
import { addCodes } from './operators/add-codes'
import { paddingText, translations } from './operators/translate-operator'
import { weightedLayers } from './operators/weighted-layers'
import { parseTflite } from './parse-tflite'
import type { TfliteModel, TfliteOperator, TfliteTensor } from './tflite-model'

/**
 * A TensorFlow Lite model as an ONNX graph. Inputs and outputs keep their names and order and hold real values in
 * float32, also where the file has codes there; those of rank 4 are [N, C, H, W]. The batch size is the file's.
 * Coded values pass through QuantizeLinear and DequantizeLinear, coded weights are decoded by DequantizeLinear.
 * Throws AppError `unsupported-model` naming every operator that cannot be expressed, where it stands and why.
 */
export function readTflite(bytes: Uint8Array): Graph {
  const model = parseTflite(bytes)
  const conversion = new TfliteConversion(model)
  return runPasses(conversion.run(), importPasses).graph
}

class TfliteConversion {
  readonly #model: TfliteModel
  readonly #builder: GraphBuilder
  readonly #values = new Map<number, TfValue>()
  readonly #refused: RefusedNode[] = []

  constructor(model: TfliteModel) {
    this.#model = model
    const edges = [...model.inputs, ...model.outputs].map((index) => this.#tensor(index).name)
    this.#builder = new GraphBuilder(model.name, edges)
  }

  run(): Graph {
    const { inputs, outputs, operators } = this.#model
    for (const index of inputs) this.#values.set(index, this.#input(this.#tensor(index)))
    for (const operator of operators) this.#add(operator)
    if (this.#refused.length > 0) throw refusalReport(this.#refused)
    return this.#builder.finish(outputs.map((index) => this.#output(index)))
  }

  #tensor(index: number): TfliteTensor {
    const tensor = this.#model.tensors[index]
    if (tensor === undefined) throw new AppError('unsupported-model', `This TensorFlow Lite model is damaged: it has no tensor ${index}.`)
    return tensor
  }

  #input(tensor: TfliteTensor): TfValue {
    const [batch = 1, height = 1, width = 1, channels = 1] = tensor.dims
    const isImage = tensor.dims.length === 4
    const dims = isImage ? [batch, channels, height, width] : tensor.dims
    const name = this.#builder.input({ name: tensor.name, dataType: 'float32', dims })
    return addCodes(this.#builder, { kind: 'tensor', name, layout: isImage ? 'channels-first' : 'plain' }, tensor)
  }

  #output(index: number): string {
    const { name } = this.#tensor(index)
    const node: TfNode = { name, op: 'output', inputs: [{ node: name, port: 0 }], attributes: new Map() }
    const call = new TfCall(node, [this.#value(index)], this.#builder)
    return this.#builder.output(name, call.dims(0).length === 4 ? call.image(0).name : call.plain(0))
  }

  /** What a tensor became; constants are taken in when they are first read. */
  #value(index: number): TfValue {
    const known = this.#values.get(index)
    if (known !== undefined) return known
    const constant = realTensor(this.#tensor(index))
    return constant === null ? { kind: 'refused' } : { kind: 'constant', tensor: constant }
  }

  #add(operator: TfliteOperator): void {
    const [first = -1] = operator.outputs
    const output = this.#tensor(first)
    const inputs = operator.inputs.filter((index) => index >= 0)
    try {
      const result = inputs.some((index) => this.#value(index).kind === 'refused')
        ? { kind: 'refused' as const }
        : this.#convert(operator, inputs, output)
      this.#values.set(first, result)
    } catch (error) {
      // Shape inference inside the builder reports misfits as plain errors; both kinds name the reason.
      if (!(error instanceof Error)) throw error
      this.#refused.push({ op: operator.label, name: output.name, reason: error.message })
      for (const index of operator.outputs) this.#values.set(index, { kind: 'refused' })
    }
  }

  #convert(operator: TfliteOperator, inputs: readonly number[], output: TfliteTensor): TfValue {
    const layer = operator.operator === null ? undefined : weightedLayers.get(operator.operator)
    if (layer !== undefined) {
      const { options } = operator
      const padding = layer.paddingSlot === null ? 'VALID' : paddingText(options?.byte(layer.paddingSlot) ?? 0)
      const call = this.#call(operator.label, { padding: { text: padding } }, inputs, [], output)
      const [, weight = -1, bias] = inputs
      const value = layer.convert(call, {
        options,
        weight: this.#tensor(weight),
        bias: bias === undefined ? null : this.#tensor(bias),
        outputDims: output.dims,
      })
      return this.#finish(call, value, options?.byte(layer.activationSlot) ?? 0, output)
    }
    if (operator.operator === 'HARD_SWISH') return this.#hardSwish(inputs, output)
    const translation = operator.operator === null ? undefined : translations.get(operator.operator)?.(operator.options, output.dims)
    const convert = translation === undefined ? undefined : allOperators.get(translation.operator)
    if (translation === undefined || convert === undefined) throw new TfRefusal(refusalOf(operator))
    const constants = (translation.constants ?? []).map((tensor): TfValue => ({ kind: 'constant', tensor }))
    const call = this.#call(translation.operator, translation.attributes, inputs.slice(0, translation.inputCount), constants, output)
    const [value = { kind: 'refused' }] = [convert(call)].flat()
    return this.#finish(call, value, translation.activation, output)
  }

  #hardSwish(inputs: readonly number[], output: TfliteTensor): TfValue {
    const call = this.#call('HARD_SWISH', {}, inputs, [], output)
    const value = call.input(0)
    if (value.kind !== 'tensor') return call.refuse(`input 0 is ${value.kind}`)
    return addCodes(this.#builder, { ...value, name: call.add('HardSwish', [value.name]) }, output)
  }

  #call(
    operator: string,
    attributes: Readonly<Record<string, TfAttribute>>,
    inputs: readonly number[],
    constants: readonly TfValue[],
    output: TfliteTensor,
  ): TfCall {
    const node: TfNode = {
      name: output.name,
      op: operator,
      inputs: inputs.map((index) => ({ node: this.#tensor(index).name, port: 0 })),
      attributes: new Map(Object.entries(attributes)),
    }
    return new TfCall(node, [...inputs.map((index) => this.#value(index)), ...constants], this.#builder)
  }

  /** Activation and codes behind an operator; values that came out constant need neither. */
  #finish(call: TfCall, value: TfValue, activation: number, output: TfliteTensor): TfValue {
    if (value.kind !== 'tensor') return value
    const active: TfTensorValue = addActivation(call, value, activation)
    return addCodes(this.#builder, active, output)
  }
}

function refusalOf(operator: TfliteOperator): string {
  return operator.label === 'TFLite_Detection_PostProcess'
    ? 'it picks the boxes inside the model, which this app does itself; export the model without it, with raw boxes and scores'
    : 'this operator is not supported'
}
