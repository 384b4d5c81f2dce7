import type { PhoneFacts } from '#core/model/phone'
import type { PhoneConnection } from './transport'

/** Asks a phone about itself; what one of its programs does not tell is null. Throws as `PhoneConnection.shell` when it goes away. */
export async function readPhoneFacts(connection: PhoneConnection, signal: AbortSignal): Promise<PhoneFacts> {
  const ask = async (line: string): Promise<string> => (await connection.shell(line, signal)).stdout
  return parsePhoneFacts(connection.serial, {
    properties: await ask('getprop'),
    storage: await ask('df -k /data/local/tmp'),
    memory: await ask('cat /proc/meminfo'),
    battery: await ask('dumpsys battery'),
    thermal: await ask('dumpsys thermalservice'),
  })
}

export interface PhoneTexts {
  /** `getprop`: lines of `[name]: [value]`. */
  readonly properties: string
  /** `df -k`: a table in kibibytes. */
  readonly storage: string
  readonly memory: string
  readonly battery: string
  readonly thermal: string
}

export function parsePhoneFacts(serial: string, { properties, storage, memory, battery, thermal }: PhoneTexts): PhoneFacts {
  const known = new Map([...properties.matchAll(/^\[([^\]]+)\]: \[(.*)\]$/gmu)].map((match) => [match[1] ?? '', match[2] ?? '']))
  const property = (...names: string[]): string | null => names.map((name) => known.get(name)).find((value) => value !== undefined && value !== '') ?? null
  const maker = property('ro.soc.manufacturer')
  const chip = property('ro.soc.model', 'ro.board.platform', 'ro.hardware')
  const [totalKib, , freeKib] = storageRow(storage)
  const tenths = numberAfter(battery, /^\s*temperature:\s*(\d+)/mu)
  return {
    serial,
    manufacturer: property('ro.product.manufacturer'),
    model: property('ro.product.model'),
    androidVersion: property('ro.build.version.release'),
    apiLevel: wholeNumber(property('ro.build.version.sdk')),
    chip: chip === null ? null : [maker, chip].filter((part) => part !== null).join(' '),
    abi: property('ro.product.cpu.abi'),
    freeBytes: freeKib === undefined ? null : freeKib * 1024,
    totalBytes: totalKib === undefined ? null : totalKib * 1024,
    memoryBytes: times(numberAfter(memory, /^MemTotal:\s*(\d+)/mu), 1024),
    batteryPercent: numberAfter(battery, /^\s*level:\s*(\d+)/mu),
    batteryCelsius: tenths === null ? null : tenths / 10,
    thermalStatus: numberAfter(thermal, /^\s*Thermal Status:\s*(\d+)/mu),
  }
}

/** Total, used and free of the row that the table ends with; a long name of the device pushes them to a line of their own. */
function storageRow(text: string): number[] {
  const match = /\s(\d+)\s+(\d+)\s+(\d+)\s+\d+%/u.exec(text)
  return match === null ? [] : match.slice(1, 4).map(Number)
}

function numberAfter(text: string, pattern: RegExp): number | null {
  const found = pattern.exec(text)?.[1]
  return found === undefined ? null : Number(found)
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d+$/u.test(text) ? Number(text) : null
}

function times(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor
}
