const directives = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'photo:', 'blob:', 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'", 'photo:'],
  'worker-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'object-src': ["'none'"],
} as const satisfies Readonly<Record<string, readonly string[]>>

/**
 * What the page may load: its own files and photos, nothing from a network, no eval, no inline script or style.
 * `blob:` and `data:` pictures are made by the page itself.
 */
export const contentSecurityPolicy = Object.entries(directives)
  .map(([name, sources]) => `${name} ${sources.join(' ')}`)
  .join('; ')
