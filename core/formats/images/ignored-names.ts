const ignored = new Set(['thumbs.db', 'ehthumbs.db', '.ds_store', 'desktop.ini', '.directory', '.picasa.ini', '.nomedia'])

/** True for files that systems leave in photo folders; a scan passes over them without a row. */
export function isIgnoredName(name: string): boolean {
  return name.startsWith('._') || ignored.has(name.toLowerCase())
}
