/** Where JSON text stops being JSON. */
export class JsonDamage extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message)
    this.name = 'JsonDamage'
  }
}
