import type { Evaluation } from '#core/contract/evaluation'

export const stateNames: Readonly<Record<Evaluation['state'], string>> = {
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Stopped',
}
