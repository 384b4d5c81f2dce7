import { fuseBatchNormIntoConv } from '../rules/fuse-batch-norm-into-conv'
import { fusePadIntoConv } from '../rules/fuse-pad-into-conv'
import { fuseScaleIntoConv } from '../rules/fuse-scale-into-conv'
import { fuseShiftIntoConv } from '../rules/fuse-shift-into-conv'
import { fuseShiftIntoGemm } from '../rules/fuse-shift-into-gemm'
import { mergeReshapes } from '../rules/merge-reshapes'
import { mergeTransposes } from '../rules/merge-transposes'
import { moveShiftBeforeSum } from '../rules/move-shift-before-sum'
import { moveSliceBeforeActivation } from '../rules/move-slice-before-activation'
import { moveSliceIntoConv } from '../rules/move-slice-into-conv'
import { moveViewBeforeConcat } from '../rules/move-view-before-concat'
import { removeIdentity } from '../rules/remove-identity'
import { splitConvOverPooledInput } from '../rules/split-conv-over-pooled-input'
import { useGlobalAveragePool } from '../rules/use-global-average-pool'
import { foldConstants } from './fold-constants'
import type { Pass } from './pass'
import { removeDeadCode } from './remove-dead-code'
import { rewritePass } from './rewrite-pass'
import { shareConstants } from './share-constants'

/** What every imported or built graph goes through before it is stored: constants first, then views, then convolutions. */
export const importPasses: readonly Pass[] = [
  removeDeadCode,
  foldConstants,
  rewritePass('tidy-views', [removeIdentity, mergeTransposes, moveSliceBeforeActivation, moveViewBeforeConcat, mergeReshapes]),
  rewritePass('fuse-convolutions', [
    fusePadIntoConv,
    fuseBatchNormIntoConv,
    fuseScaleIntoConv,
    moveShiftBeforeSum,
    fuseShiftIntoConv,
    fuseShiftIntoGemm,
    useGlobalAveragePool,
  ]),
  rewritePass('shrink-convolutions', [moveSliceIntoConv, splitConvOverPooledInput]),
  foldConstants,
  shareConstants,
]
