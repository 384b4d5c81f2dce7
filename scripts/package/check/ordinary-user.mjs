import { runCommand } from '../../setup/run-command.mjs'

/**
 * Who the packaged app is started as.
 * @typedef {{ readonly uid: number, readonly gid: number }} Identity
 */

/**
 * The person who runs the check or, for root, the system's `nobody`: Chromium does not start its sandbox for root.
 * @returns {Promise<Identity>}
 */
export async function ordinaryUser() {
  const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  if (own.uid !== 0) return own
  const [uid, gid] = await Promise.all([numberOf('-u'), numberOf('-g')])
  return { uid, gid }
}

/** @param {'-u' | '-g'} which */
async function numberOf(which) {
  const { status, stdout } = await runCommand('id', [which, 'nobody'])
  if (status !== 0) throw new Error('this system has no user nobody to start the app as')
  return Number(stdout.trim())
}
