/** Waits until every promise has settled, then gives all values or throws the first failure: nothing goes on behind the caller's back. */
export async function settleAll<Value>(promises: readonly Promise<Value>[]): Promise<Value[]> {
  const outcomes = await Promise.allSettled(promises)
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  })
}
