import type { TfCall } from '../tf-call'
import type { TfValue } from '../tf-value'

/** Turns one TensorFlow node into ONNX; one value per output port. Refuses through `call.refuse`. */
export type TfOperator = (call: TfCall) => TfValue | readonly TfValue[]

/** Converters by TensorFlow operator name. */
export type TfOperators = ReadonlyMap<string, TfOperator>
