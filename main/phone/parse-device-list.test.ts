import { expect, test } from 'vitest'
import { parseDeviceList } from './parse-device-list'

test('every state that adb reports is told apart', () => {
  const text = [
    'R58M123ABC             device usb:1-2 product:x1q model:SM_G981B device:x1q transport_id:1',
    'ABC                    unauthorized usb:1-3 transport_id:2',
    'DEF                    offline transport_id:3',
    'emulator-5554          device product:sdk model:sdk_gphone64 device:emu transport_id:4',
    'GHI                    no permissions (user in plugdev group; are your udev rules wrong?); see [http://developer.android.com/tools/device.html] usb:1-4 transport_id:5',
    'JKL                    no permissions; see [http://developer.android.com/tools/device.html] usb:1-5',
    'MNO                    authorizing transport_id:6',
    'PQR                    recovery product:x model:y device:z transport_id:7',
    'STU                    host transport_id:8',
    '192.168.1.20:5555      connecting transport_id:9',
    '',
  ].join('\n')
  expect(parseDeviceList(text).map(({ serial, state, model }) => [serial, state, model])).toEqual([
    ['R58M123ABC', 'ready', 'SM G981B'],
    ['ABC', 'unauthorised', null],
    ['DEF', 'offline', null],
    ['emulator-5554', 'ready', 'sdk gphone64'],
    ['GHI', 'no-permission', null],
    ['JKL', 'no-permission', null],
    ['MNO', 'connecting', null],
    ['PQR', 'recovery', 'y'],
    ['STU', 'unknown', null],
    ['192.168.1.20:5555', 'connecting', null],
  ])
  expect(parseDeviceList(text)[4]?.stateText).toBe('no permissions (user in plugdev group; are your udev rules wrong?); see [http://developer.android.com/tools/device.html]')
})

test('an empty list has no phones', () => {
  expect(parseDeviceList('')).toEqual([])
})
