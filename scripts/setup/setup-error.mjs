/** A set-up step failed. `message` says what failed, `hint` what the person can do about it. */
export class SetupError extends Error {
  /**
   * @param {string} message
   * @param {string} hint
   * @param {unknown} [cause]
   */
  constructor(message, hint, cause) {
    super(message, { cause })
    this.name = 'SetupError'
    this.hint = hint
  }
}
