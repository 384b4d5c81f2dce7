import { z } from 'zod'
import { bundleContent } from '#core/contract/bundle'
import { command } from '#core/contract/command'
import type { JobId } from '#core/model/job'
import type { NetworkInterface, PhonePageView } from '#core/model/phone-page'

const pageWay = z.discriminatedUnion('kind', [
  /** Through adb: the page opens in the phone's browser by itself, as a secure one. */
  z.object({ kind: z.literal('phone'), serial: z.string().min(1) }),
  /** Over the network of one of `phone-page.interfaces`, by a code to scan. */
  z.object({ kind: z.literal('network'), address: z.ipv4() }),
])

const pageOrder = z.object({
  way: pageWay,
  /** Models that the phone can choose from, as ONNX. */
  modelIds: z.array(z.string()).min(1).max(8),
  golden: bundleContent.shape.golden,
  /** Scores below are not shown at first. */
  threshold: z.number().min(0).max(1),
})
export type PhonePageOrder = z.infer<typeof pageOrder>

export const phonePageCommands = {
  /** Networks in which a page can be shown; none when this computer is in no network. */
  'phone-page.interfaces': command(z.object({})).returns<readonly NetworkInterface[]>(),
  /** Prepares the models as a job, then shows the page; one that was open is closed. `phone-page.changed` tells what happens. */
  'phone-page.open': command(pageOrder).returns<{ readonly jobId: JobId }>(),
  'phone-page.state': command(z.object({})).returns<PhonePageView>(),
  /** Closes it, or stops preparing it; nothing when none is open. */
  'phone-page.close': command(z.object({})).returns<null>(),
} as const

export interface PhonePageEvents {
  /** After every change of state, each phone turned away and each result. */
  readonly 'phone-page.changed': PhonePageView
}
