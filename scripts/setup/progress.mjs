/**
 * Where the set-up tells what it does.
 * @typedef {object} Progress
 * @property {(title: string) => StepProgress} step
 * @property {(text: string) => void} say a line of its own, always shown
 */

/**
 * @typedef {object} StepProgress
 * @property {(reason: string) => void} working there is work to do: shown in every style
 * @property {(text: string) => void} detail what the work is at now
 * @property {(text: string) => void} done
 */

/**
 * `everything` shows each step; `work-only` stays silent about steps that had nothing to do.
 * @typedef {'everything' | 'work-only'} ProgressStyle
 */

/**
 * Writes to a terminal with a line that refreshes in place, to anything else with plain lines.
 * @param {NodeJS.WriteStream} stream
 * @param {ProgressStyle} style
 * @returns {Progress}
 */
export function streamProgress(stream, style) {
  const columns = () => Math.max(20, (stream.columns ?? 80) - 1)
  let transient = false

  /** @param {string} text */
  function line(text) {
    if (transient) stream.write('\r\u001B[K')
    transient = false
    stream.write(`${text}\n`)
  }

  /** @param {string} text */
  function transientLine(text) {
    if (!stream.isTTY) return
    stream.write(`\r\u001B[K${text.slice(0, columns())}`)
    transient = true
  }

  return {
    say: line,
    step(title) {
      const startedMs = performance.now()
      let worked = false
      return {
        working(reason) {
          worked = true
          line(`• ${title}: ${reason}`)
        },
        detail(text) {
          transientLine(`  ${text}`)
        },
        done(text) {
          if (style === 'work-only' && !worked) return
          const seconds = (performance.now() - startedMs) / 1000
          line(`✓ ${title}: ${text}${worked ? ` (${seconds.toFixed(1)} s)` : ''}`)
        },
      }
    },
  }
}
