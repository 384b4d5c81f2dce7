import { SetupError } from './setup-error.mjs'

const oldest = [20, 19]

/** @type {import('./run-steps.mjs').SetupStep} */
export const nodeStep = {
  title: 'Node',

  inspect() {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
    const [oldestMajor = 0, oldestMinor = 0] = oldest
    const isNewEnough = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
    return isNewEnough
      ? { done: true, detail: process.versions.node }
      : { done: false, reason: `${process.versions.node} is too old` }
  },

  apply() {
    throw new SetupError(
      `This is Node ${process.versions.node}; Mobilabel needs ${oldest.join('.')} or newer.`,
      'Install a newer Node and start again.',
    )
  },
}
