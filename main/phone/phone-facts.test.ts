import { expect, test } from 'vitest'
import { parsePhoneFacts } from './phone-facts'

test('facts are read from what the programs of a phone print', () => {
  const facts = parsePhoneFacts('R58', {
    properties: '[ro.product.manufacturer]: [samsung]\n[ro.product.model]: [SM-G981B]\n[ro.build.version.release]: [13]\n[ro.build.version.sdk]: [33]\n[ro.board.platform]: [kona]\n[ro.product.cpu.abi]: [arm64-v8a]\n[empty]: []\n',
    storage: 'Filesystem       1K-blocks     Used Available Use% Mounted on\n/dev/block/dm-43 110395396 61231188  49164208  56% /data\n',
    memory: 'MemTotal:       11534580 kB\nMemFree:          432100 kB\n',
    battery: 'Current Battery Service state:\n  AC powered: false\n  level: 57\n  scale: 100\n  voltage: 3912\n  temperature: 305\n',
    thermal: 'IsStatusOverride: false\nThermalEventListeners:\n\tcallbacks: 3\nThermal Status: 2\nCached temperatures:\n',
  })
  expect(facts).toEqual({
    serial: 'R58',
    manufacturer: 'samsung',
    model: 'SM-G981B',
    androidVersion: '13',
    apiLevel: 33,
    chip: 'kona',
    abi: 'arm64-v8a',
    freeBytes: 49164208 * 1024,
    totalBytes: 110395396 * 1024,
    memoryBytes: 11534580 * 1024,
    batteryPercent: 57,
    batteryCelsius: 30.5,
    thermalStatus: 2,
  })
})

test('what a phone does not tell is unknown', () => {
  const facts = parsePhoneFacts('X', { properties: '', storage: 'df: permission denied', memory: '', battery: "Can't find service: battery", thermal: '' })
  expect({ ...facts, serial: null }).toEqual(Object.fromEntries(Object.keys(facts).map((name) => [name, null])))
})

test('a table whose name of the device is too long is read all the same', () => {
  const storage = 'Filesystem     1K-blocks    Used Available Use% Mounted on\n/dev/block/bootdevice/by-name/userdata\n               53684224 9123456  44560768  17% /data\n'
  expect(parsePhoneFacts('X', { properties: '', storage, memory: '', battery: '', thermal: '' })).toMatchObject({ totalBytes: 53684224 * 1024, freeBytes: 44560768 * 1024 })
})
