/** Slots of the fields this product uses, by table of the TensorFlow Lite schema, version 3 (tensorflow/lite/schema/schema.fbs). */
export const modelSlots = { version: 0, operatorCodes: 1, subgraphs: 2, description: 3, buffers: 4 } as const
export const subgraphSlots = { tensors: 0, inputs: 1, outputs: 2, operators: 3, name: 4 } as const
export const tensorSlots = { shape: 0, type: 1, buffer: 2, name: 3, quantization: 4, sparsity: 6 } as const
export const quantizationSlots = { scale: 2, zeroPoint: 3, axis: 6 } as const
export const operatorCodeSlots = { shortCode: 0, customCode: 1, version: 2, code: 3 } as const
export const operatorSlots = { codeIndex: 0, inputs: 1, outputs: 2, optionsType: 3, options: 4 } as const
export const bufferSlots = { data: 0 } as const

export const conv2dSlots = { padding: 0, strideWidth: 1, strideHeight: 2, activation: 3, dilationWidth: 4, dilationHeight: 5 } as const
export const depthwiseConv2dSlots = {
  padding: 0,
  strideWidth: 1,
  strideHeight: 2,
  depthMultiplier: 3,
  activation: 4,
  dilationWidth: 5,
  dilationHeight: 6,
} as const
export const pool2dSlots = { padding: 0, strideWidth: 1, strideHeight: 2, filterWidth: 3, filterHeight: 4, activation: 5 } as const
export const fullyConnectedSlots = { activation: 0, weightsFormat: 1, keepDims: 2 } as const
/** Add, Sub, Mul and Div. */
export const arithmeticSlots = { activation: 0 } as const
export const softmaxSlots = { beta: 0 } as const
export const concatenationSlots = { axis: 0, activation: 1 } as const
export const resizeBilinearSlots = { alignCorners: 2, halfPixelCenters: 3 } as const
export const resizeNearestSlots = { alignCorners: 0, halfPixelCenters: 1 } as const
export const reshapeSlots = { newShape: 0 } as const
export const reducerSlots = { keepDims: 0 } as const
export const squeezeSlots = { axes: 0 } as const
export const stridedSliceSlots = { beginMask: 0, endMask: 1, ellipsisMask: 2, newAxisMask: 3, shrinkAxisMask: 4 } as const
export const blockSlots = { blockSize: 0 } as const
export const leakyReluSlots = { alpha: 0 } as const
export const packSlots = { count: 0, axis: 1 } as const
