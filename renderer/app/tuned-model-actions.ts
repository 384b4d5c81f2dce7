import { setComparisonChoice } from '../features/models/evaluate/comparison-choice'
import { setModelsView } from '../features/models/models-view'
import { beginQuantizing } from '../features/models/quantize/quantize-choice'
import { setPhonesView } from '../features/phones/phones-view'
import type { TunedModelActions } from '../features/tune/tuned-model-actions'
import { setDisplay } from '../state/display'
import { goTo, openDialog } from '../state/navigation'

/** Where a version that was trained goes from its report. */
export const tunedModelActions: TunedModelActions = {
  annotate: (modelId) => {
    setDisplay({ runModelIds: [modelId] })
    openDialog('annotate')
  },
  quantize: beginQuantizing,
  compare: ([parentId, versionId]) => {
    setComparisonChoice({ modelIds: [parentId, versionId], referenceId: parentId })
    setModelsView({ part: 'comparison' })
    goTo('models')
  },
  sendToPhone: (modelId) => {
    setPhonesView({ modelId })
    goTo('phones')
  },
}
