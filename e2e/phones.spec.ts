import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { allSamples, photoFolder } from './data/photo-folder'
import { expect, test } from './fixtures'
import { EngineCalls } from './pages/engine-calls'
import { Evaluations } from './pages/evaluations'
import { Library } from './pages/library'
import { Phones } from './pages/phones'
import { TestAdbServer } from './phone/adb-server'
import { FakePhone } from './phone/fake-phone'
import { standInRunner } from './phone/stand-in-runner'

const float = 'mobilenet_v2_1.0_224'

test.skip(!TestAdbServer.isThere, 'adb is not installed')

test('a quantized model goes to a phone through the real adb, whatever happens to the cable, and is proven to answer the same there', async ({ launch, folder }) => {
  const server = await TestAdbServer.start(folder)
  for (const name of ['libonnxruntime.so', 'libonnxruntime4j_jni.so']) await writeFile(join(folder, name), name)
  Object.assign(process.env, { ANDROID_ADB_SERVER_PORT: String(server.port), MOBILABEL_PHONE_RUNTIME: folder })
  const phone = await FakePhone.start({ programs: { app_process: standInRunner() }, security: 'asking' })
  try {
    const photos = await photoFolder(join(folder, 'photos'), allSamples)
    const app = await launch()
    await Library.added(app, photos, allSamples.length)
    const engine = await EngineCalls.from(app)
    const { jobId } = await engine.call('model.quantize', {
      modelId: float,
      photos: { kind: 'folder', path: photos },
      count: 8,
      seed: 1,
      recipe: { kind: 'static', equalisation: { kind: 'channels', strength: 0.6 }, scales: 'largest-weight', rounding: 'nearest', bias: 'original', momentPhotos: 0 },
    })
    await engine.done(jobId)

    const phones = new Phones(app)
    await phones.open()
    await expect(phones.view.getByText('No phone is attached.')).toBeVisible()
    await server.adb('connect', phone.address)
    // While it asks, adb calls the phone unauthorised or offline by turns.
    await expect(phones.card(phone.address).getByRole('status')).toContainText(/tap Allow|does not answer/u)
    phone.allow()
    const card = phones.card('Fake Phone 5')
    await expect(card.getByText('Fake FS845, arm64-v8a')).toBeVisible()

    await phones.view.getByRole('combobox', { name: 'Model' }).selectOption('MobileNetV2 1.0 224 (8-bit)')
    phone.faults.cableOutAfterBytes = 2_000_000
    await card.getByRole('button', { name: 'Send' }).click()
    await expect.poll(() => phone.isPluggedIn).toBe(false)
    await phone.plugIn()
    await server.adb('disconnect', phone.address)
    await server.adb('connect', phone.address)
    await expect(card.getByText('Send MobileNetV2 1.0 224 (8-bit) to Fake Phone 5: done.')).toBeVisible({ timeout: 30_000 })
    const onPhone = card.getByRole('region', { name: 'On the phone' })
    await expect(onPhone).toContainText('current')
    const model = phone.files.paths.find((path) => path.endsWith('/models/model.onnx')) ?? ''
    expect(model).toMatch(/^\/sdcard\/Download\/Mobilabel\/mobilenet_v2_1\.0_224_int8\/[0-9a-f]{12}\/models\/model\.onnx$/u)
    const { card: version } = (await engine.call('model.list', {})).find((entry) => entry.card.id === `${float}_int8`) ?? {}
    expect(phone.files.get(model)?.bytes.equals(await readFile(join(folder, 'data', 'models', version?.id ?? '', version?.file ?? '')))).toBe(true)

    await card.getByRole('button', { name: 'Measure' }).click()
    const row = phones.measurements().nth(1)
    await expect(row).toContainText('MobileNetV2 1.0 224 (8-bit) · onnx', { timeout: 30_000 })
    await expect(row).toContainText('same on 4 photos')
    expect(phone.commands.some((line) => line.includes('app_process /system/bin mobilabel.runner.Bench'))).toBe(true)

    const labels = join(folder, 'labels.csv')
    await writeFile(labels, 'image,class\ncoffee.jpg,espresso\n')
    const { previewId } = await engine.call('import.preview', { paths: [labels] })
    const { jobId: importId } = await engine.call('import.start', { previewId })
    await engine.done(importId)
    const evaluations = new Evaluations(app)
    await evaluations.open()
    await evaluations.run()
    // The phone's figures stand beside those of this computer, for the same bytes alone.
    await expect(evaluations.costs.getByRole('columnheader', { name: /^p50 on Fake Phone 5, CPU/u })).toBeAttached()
    await expect(evaluations.costs.getByRole('row', { name: /8-bit/u })).toContainText('same on 4 photos')
    await expect(evaluations.costs.getByRole('row', { name: /reference/u })).not.toContainText('same on')

    await phones.open()
    await onPhone.getByRole('button', { name: /^Remove/u }).click()
    await app.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await expect(onPhone).toBeHidden()
    expect(phone.files.paths.filter((path) => path.includes('/Download/'))).toEqual([])
  } finally {
    delete process.env['ANDROID_ADB_SERVER_PORT']
    delete process.env['MOBILABEL_PHONE_RUNTIME']
    if (phone.isPluggedIn) await phone.pullCable()
    await server.close()
  }
})
