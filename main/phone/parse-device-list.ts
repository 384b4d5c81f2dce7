import type { AttachedPhone, PhoneState } from '#core/model/phone'

const states: Readonly<Record<string, PhoneState>> = {
  device: 'ready',
  unauthorized: 'unauthorised',
  authorizing: 'connecting',
  connecting: 'connecting',
  offline: 'offline',
  recovery: 'recovery',
  rescue: 'recovery',
  sideload: 'recovery',
  bootloader: 'recovery',
}

/**
 * The phones in an answer to `host:devices-l`: a line each, `SERIAL STATE key:value…`. The state "no permissions" has
 * a text in brackets that differs from version to version.
 */
export function parseDeviceList(text: string): AttachedPhone[] {
  return text
    .split('\n')
    .map((line) => /^(\S+)\s+(.+)$/u.exec(line.trim()))
    .flatMap((match) => (match === null ? [] : [parsePhone(match[1] ?? '', match[2] ?? '')]))
}

function parsePhone(serial: string, rest: string): AttachedPhone {
  const model = /(?:^|\s)model:(\S+)/u.exec(rest)?.[1]?.replaceAll('_', ' ') ?? null
  const stateText = rest.replace(/\s+(?:usb|product|model|device|features|transport_id):.*$/u, '').trim()
  const state = stateText.startsWith('no permissions') ? 'no-permission' : (states[stateText.split(/\s/u)[0] ?? ''] ?? 'unknown')
  return { serial, state, model, stateText }
}
