import { readFileSync, readdirSync } from 'node:fs'

/**
 * Whether every page process below an app process runs under a system call filter (Linux: `Seccomp: 2` in
 * /proc/PID/status, see proc(5)).
 * @param {number} appProcessId
 * @returns {'sandboxed' | 'open' | 'no page process'}
 */
export function sandboxState(appProcessId) {
  const pages = descendants(appProcessId).filter((processId) => readProc(processId, 'cmdline').includes('--type=renderer'))
  if (pages.length === 0) return 'no page process'
  return pages.every((processId) => /^Seccomp:\s*2$/m.test(readProc(processId, 'status'))) ? 'sandboxed' : 'open'
}

/** @param {number} processId @returns {number[]} */
function descendants(processId) {
  const parents = readdirSync('/proc')
    .map(Number)
    .filter((id) => Number.isInteger(id) && id > 0)
    .map((id) => ({ id, parent: Number(/^PPid:\s*(\d+)$/m.exec(readProc(id, 'status'))?.[1]) }))
  /** @param {number} id @returns {number[]} */
  const below = (id) => parents.filter(({ parent }) => parent === id).flatMap((child) => [child.id, ...below(child.id)])
  return below(processId)
}

/**
 * @param {number} processId
 * @param {'status' | 'cmdline'} name
 */
function readProc(processId, name) {
  try {
    return readFileSync(`/proc/${processId}/${name}`, 'utf8')
  } catch (error) {
    // Processes come and go while the list is read.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return ''
    throw error
  }
}
