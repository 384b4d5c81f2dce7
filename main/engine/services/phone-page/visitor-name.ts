const browsers: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bSamsungBrowser\/(\d+)/u, 'Samsung Internet'],
  [/\bEdgA?\/(\d+)/u, 'Edge'],
  [/\bFirefox\/(\d+)/u, 'Firefox'],
  [/\bFxiOS\/(\d+)/u, 'Firefox'],
  [/\bCriOS\/(\d+)/u, 'Chrome'],
  [/\b(?:Headless)?Chrome\/(\d+)/u, 'Chrome'],
  [/\bVersion\/(\d+).*\bSafari\//u, 'Safari'],
]

const devices: readonly (readonly [pattern: RegExp, name: string | null])[] = [
  [/\biPhone\b/u, 'iPhone'],
  [/\biPad\b/u, 'iPad'],
  // Chrome tells the model of no phone any more and calls each "K".
  [/\bAndroid [\d.]+; K\)/u, 'Android phone'],
  [/\bAndroid [\d.]+; ([^;)]+?)(?: Build\/[^)]*)?\)/u, null],
  [/\bAndroid\b/u, 'Android phone'],
  [/\bMacintosh\b/u, 'Mac or iPad'],
  [/\bWindows\b/u, 'Windows computer'],
  [/\bLinux\b/u, 'Linux computer'],
]

/** "Chrome 130" of a browser's own description, "a browser" when it is unknown. */
export function browserName(userAgent: string): string {
  for (const [pattern, name] of browsers) {
    const version = pattern.exec(userAgent)?.[1]
    if (version !== undefined) return `${name} ${version}`
  }
  return 'a browser'
}

/** "iPhone" or the model of an Android phone, as far as a browser tells. */
export function deviceName(userAgent: string): string {
  for (const [pattern, name] of devices) {
    const match = pattern.exec(userAgent)
    if (match !== null) return name ?? match[1] ?? 'Android phone'
  }
  return 'A phone'
}
