import { expect, it } from 'vitest'
import { withFileSlot } from './file-slots'

function outOfDescriptors(): Error {
  return Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE', syscall: 'open' })
}

it('tries again when the system is out of file descriptors', async () => {
  let attempts = 0
  const read = async () => {
    attempts++
    if (attempts < 3) throw outOfDescriptors()
    return 'bytes'
  }
  await expect(withFileSlot(read)).resolves.toBe('bytes')
  expect(attempts).toBe(3)
})

it('passes other errors on at once', async () => {
  await expect(withFileSlot(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
})

it('keeps few reads under way', async () => {
  let [running, most] = [0, 0]
  const read = async () => {
    running++
    most = Math.max(most, running)
    await new Promise((resolve) => setTimeout(resolve, 1))
    running--
  }
  await Promise.all(Array.from({ length: 100 }, () => withFileSlot(read)))
  expect(most).toBeLessThanOrEqual(16)
})
