/** Thrown by an operator converter that cannot express a node; collected, so that one report names all of them. */
export class TfRefusal extends Error {
  override readonly name = 'TfRefusal'
}
