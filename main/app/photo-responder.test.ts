import { expect, test } from 'vitest'
import { AppError } from '#core/contract/errors'
import { photoResponder, type PhotoSource } from './photo-responder'

const jpeg: PhotoSource = {
  find: (address) => Promise.resolve({ path: `/cache/${address.variant}-${address.photoId}.jpg`, contentType: 'image/jpeg' }),
  open: (path) => Promise.resolve(new Response(`bytes of ${path}`)),
}

test('the file of the asked variant is sent with its type, kept for good when the address names a version', async () => {
  const response = await photoResponder(jpeg)(new Request('photo://view/7?v=123'))
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('image/jpeg')
  expect(response.headers.get('cache-control')).toContain('immutable')
  expect(response.headers.get('access-control-allow-origin')).toBe('app://bundle')
  expect(await response.text()).toBe('bytes of /cache/view-7.jpg')
})

test('without a version nothing is kept', async () => {
  const response = await photoResponder(jpeg)(new Request('photo://thumbnail/7'))
  expect(response.headers.get('cache-control')).toBe('no-cache')
})

test.each([
  ['not-found', 404],
  ['image-damaged', 422],
  ['unsupported-image', 422],
  ['engine-stopped', 503],
  ['internal', 500],
] as const)('%s becomes status %i with its sentence', async (code, status) => {
  const failing: PhotoSource = { ...jpeg, find: () => Promise.reject(new AppError(code, 'One sentence.')) }
  const response = await photoResponder(failing)(new Request('photo://view/7?v=1'))
  expect([response.status, await response.text(), response.headers.get('cache-control')]).toEqual([status, 'One sentence.', 'no-store'])
})

test('a picture that vanished is not found, a wrong address or method is refused before the engine is asked', async () => {
  const gone: PhotoSource = { ...jpeg, open: () => Promise.reject(new Error('ERR_FILE_NOT_FOUND')) }
  expect((await photoResponder(gone)(new Request('photo://view/7'))).status).toBe(404)
  const untouched: PhotoSource = { ...jpeg, find: () => Promise.reject(new AppError('internal', 'asked')) }
  expect((await photoResponder(untouched)(new Request('photo://view/..%2fsecret'))).status).toBe(400)
  expect((await photoResponder(untouched)(new Request('photo://view/7', { method: 'POST' }))).status).toBe(400)
})
