import { convolutionOperators } from './convolution'
import { elementwiseOperators } from './elementwise'
import { extentOperators } from './extents'
import { matrixOperators } from './matrix'
import type { TfOperators } from './operator'
import { poolingOperators } from './pooling'
import { resizeOperators } from './resize'
import { viewOperators } from './views'

/** Every TensorFlow operator the importer can express. */
export const allOperators: TfOperators = new Map([
  ...elementwiseOperators,
  ...convolutionOperators,
  ...poolingOperators,
  ...viewOperators,
  ...extentOperators,
  ...resizeOperators,
  ...matrixOperators,
])
