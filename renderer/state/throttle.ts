/** Runs `action` at once, then at most every `intervalMs`, and once more after the last request. */
export function throttle(action: () => void, intervalMs: number): () => void {
  let waiting = false
  let requested = false
  const run = (): void => {
    waiting = true
    requested = false
    action()
    setTimeout(() => {
      waiting = false
      if (requested) run()
    }, intervalMs)
  }
  return () => {
    requested = true
    if (!waiting) run()
  }
}
