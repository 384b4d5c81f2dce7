// Shows a page that says what to do when the computer no longer answers. Nothing else is kept on the phone.
const kept = 'mobilabel-offline'
const paths = ['/offline.html', '/offline.css']

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll(paths)))
})

self.addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url)
  if (event.request.mode !== 'navigate' && !paths.includes(pathname)) return
  const offline = paths.includes(pathname) ? pathname : '/offline.html'
  event.respondWith(fetch(event.request).catch(() => caches.match(offline)))
})
