import { SetupError } from './setup-error.mjs'

/**
 * What the set-up steps work on.
 * @typedef {object} SetupContext
 * @property {import('./locations.mjs').Locations} places
 * @property {NodeJS.ProcessEnv} environment
 */

/**
 * @typedef {{ done: true, detail: string } | { done: false, reason: string }} StepState
 */

/**
 * One thing that has to be in place. `inspect` looks and changes nothing of the project; `apply` brings it about from
 * any state, a half-finished one included.
 * @typedef {object} SetupStep
 * @property {string} title
 * @property {(context: SetupContext) => StepState | Promise<StepState>} inspect
 * @property {(context: SetupContext, progress: import('./progress.mjs').StepProgress) => void | Promise<void>} apply
 */

/**
 * Runs the steps in order and stops at the first that cannot be brought about.
 * @param {readonly SetupStep[]} steps
 * @param {SetupContext} context
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<void>} rejects with a SetupError
 */
export async function runSteps(steps, context, progress) {
  for (const step of steps) {
    const stepProgress = progress.step(step.title)
    let state = await step.inspect(context)
    if (!state.done) {
      stepProgress.working(state.reason)
      await step.apply(context, stepProgress)
      state = await step.inspect(context)
    }
    if (!state.done) {
      throw new SetupError(
        `${step.title} is still not in place: ${state.reason}`,
        `Remove node_modules and ${context.places.cache}, then run the set-up again.`,
      )
    }
    stepProgress.done(state.detail)
  }
}
