const combiningMarks = /[\u0300-\u036f]/gu
const digitRuns = /[0-9]+/gu

/** Text without case and accents, for search: "Ärger" and "ARGER" meet. Other scripts keep every character. */
export function searchKey(text: string): string {
  return text.normalize('NFD').replace(combiningMarks, '').toLowerCase()
}

/** Digits behind their own count, so that plain text order is number order: "2" < "10". Counts over 8 take four characters. */
function numberKey(digits: string): string {
  const value = digits.replace(/^0+(?=.)/u, '')
  const count = value.length < 9 ? String(value.length) : `9${String(value.length).padStart(3, '0')}`
  return count + value
}

/**
 * Key whose plain text order is the order people expect of paths: numbers by value, no difference of case or accents,
 * a folder's own files next to each other.
 */
export function naturalSortKey(relativePath: string): string {
  return searchKey(relativePath).replace(digitRuns, numberKey).replaceAll('/', '\u0001')
}
