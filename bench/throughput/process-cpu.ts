import { readFileSync } from 'node:fs'

/** Linux counts CPU time in hundredths of a second (`getconf CLK_TCK`). */
const tickMs = 10
const sampleEveryMs = 20

interface CpuSample {
  readonly atMs: number
  readonly cpuMs: number
}

/** CPU time of all threads of a process until now, ended ones included; fields 14 and 15 of /proc/PID/stat, proc(5). */
function cpuMsOf(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /su, '').split(' ')
  return (Number(afterName[11]) + Number(afterName[12])) * tickMs
}

/** Samples the CPU time of processes while they work. Linux only. */
export class ProcessCpu {
  readonly #samples: CpuSample[] = []
  readonly #timer: NodeJS.Timeout

  constructor(private readonly pids: readonly number[]) {
    this.#sample()
    this.#timer = setInterval(() => this.#sample(), sampleEveryMs)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#sample()
  }

  /** CPU milliseconds between two times on the clock of `Date.now`. */
  between(startMs: number, endMs: number): number {
    return this.#at(endMs) - this.#at(startMs)
  }

  #sample(): void {
    this.#samples.push({ atMs: Date.now(), cpuMs: this.pids.reduce((sum, pid) => sum + cpuMsOf(pid), 0) })
  }

  #at(timeMs: number): number {
    const after = this.#samples.findIndex(({ atMs }) => atMs >= timeMs)
    const later = this.#samples.at(after)
    const earlier = this.#samples[after - 1] ?? later
    if (later === undefined || earlier === undefined) return Number.NaN
    const share = later.atMs === earlier.atMs ? 0 : Math.min(1, (timeMs - earlier.atMs) / (later.atMs - earlier.atMs))
    return earlier.cpuMs + share * (later.cpuMs - earlier.cpuMs)
  }
}
