/** Why one record of a file cannot be taken; becomes a note of the import. */
export class RecordError extends Error {
  constructor(
    /** Part of the record after its own place, e.g. ".bbox"; empty for the whole. */
    readonly field: string,
    message: string,
  ) {
    super(message)
    this.name = 'RecordError'
  }
}
