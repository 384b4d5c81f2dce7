import { expect, test } from 'vitest'
import { browserName, deviceName } from './visitor-name'

// As the makers of the browsers document them.
test.each([
  ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36', 'Android phone', 'Chrome 130'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1', 'iPhone', 'Safari 18'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478.35 Mobile/15E148 Safari/604.1', 'iPhone', 'Chrome 126'],
  ['Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36', 'SM-S921B', 'Samsung Internet 26'],
  ['Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0', 'Android phone', 'Firefox 131'],
  ['Mozilla/5.0 (Linux; Android 9; Pixel 3 Build/PD1A.180720.030) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/70.0.3538.30 Mobile Safari/537.36', 'Pixel 3', 'Chrome 70'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15', 'Mac or iPad', 'Safari 17'],
  ['curl/8.5.0', 'A phone', 'a browser'],
  ['', 'A phone', 'a browser'],
])('%s', (userAgent, device, browser) => {
  expect([deviceName(userAgent), browserName(userAgent)]).toEqual([device, browser])
})
