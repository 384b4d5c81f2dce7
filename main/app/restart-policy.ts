/** What to do after the engine ended on its own. */
export type RestartDecision = { readonly kind: 'restart'; readonly waitMs: number } | { readonly kind: 'give-up'; readonly crashes: number }

/** So many crashes within the window mean that another start will not help. */
const crashLimit = 3
const crashWindowMs = 60_000
const firstWaitMs = 250
const waitFactor = 4

/** Decides from the times of all crashes so far, the newest last. Waits 0.25 s, then 1 s, then gives up. */
export function restartDecision(crashTimesMs: readonly number[]): RestartDecision {
  const newest = crashTimesMs.at(-1)
  if (newest === undefined) return { kind: 'restart', waitMs: 0 }
  const recent = crashTimesMs.filter((timeMs) => newest - timeMs < crashWindowMs).length
  if (recent >= crashLimit) return { kind: 'give-up', crashes: recent }
  return { kind: 'restart', waitMs: firstWaitMs * waitFactor ** (recent - 1) }
}
