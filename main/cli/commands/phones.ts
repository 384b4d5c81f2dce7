import { AppError } from '#core/contract/errors'
import { listProblemAdvice, noPhoneAdvice, phoneStateAdvice } from '#core/model/phone'
import { exitCodes, type CliCommand } from '../command'
import { openEngine } from '../engine-session'
import { parseOptions } from '../parse-options'
import { placeOption } from '../phone/phone-options'
import { programName } from '../program-name'

const help = `Lists the phones that adb sees, and what lies on them.

Usage: ${programName} phones [options]

  --on SERIAL      the models on this phone instead
  --place PLACE    where: download (default), temporary, or the name of an app's package
  --roll-back ID/VERSION  make this version on the phone the current one
  --remove ID/VERSION     remove this version from the phone
  --history        what was sent from the project
  --diagnostics    everything needed to find out why a phone behaves differently
  --project FILE   project whose history is shown
  --json           as JSON

Exit code: 0 a phone is ready, 2 none is, 1 could not run.
`

const options = {
  on: { type: 'string' },
  place: { type: 'string' },
  'roll-back': { type: 'string' },
  remove: { type: 'string' },
  history: { type: 'boolean' },
  diagnostics: { type: 'boolean' },
  project: { type: 'string' },
  json: { type: 'boolean' },
} as const

function versionOption(name: string, text: string): { readonly modelId: string; readonly version: string } {
  const [modelId, version, ...rest] = text.split('/')
  if (!modelId || !version || rest.length > 0) throw new AppError('bad-input', `${name} takes MODEL/VERSION, not "${text}".`)
  return { modelId, version }
}

export const phonesCommand: CliCommand = {
  name: 'phones',
  summary: 'list the phones that are attached',
  help,
  run: async (args, { output }) => {
    const { values } = parseOptions('phones', args, options)
    const show = (json: unknown, lines: readonly string[]): void => output.out(values.json === true ? `${JSON.stringify(json, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''))
    const { client, close } = await openEngine(values.project)
    try {
      if (values.diagnostics === true) {
        output.out(await client.call('phone.diagnostics', values.on === undefined ? {} : { serial: values.on }))
        return exitCodes.done
      }
      if (values.history === true) {
        const pushes = await client.call('phone.history', values.on === undefined ? {} : { serial: values.on })
        show(pushes, pushes.map((push) => `${new Date(push.endedAtMs).toISOString()}  ${push.phone}  ${push.modelId}  ${push.state}  ${push.error ?? push.folder}`))
        return exitCodes.done
      }
      if (values.on !== undefined) {
        const at = { serial: values.on, place: placeOption(values.place) }
        if (values['roll-back'] !== undefined) await client.call('phone.roll-back', { ...at, ...versionOption('--roll-back', values['roll-back']) })
        if (values.remove !== undefined) await client.call('phone.remove', { ...at, ...versionOption('--remove', values.remove) })
        const versions = await client.call('phone.versions', at)
        show(versions, versions.map(({ modelId, version, folder, isCurrent }) => `${isCurrent ? '*' : ' '} ${modelId}/${version}  ${folder}`))
        return exitCodes.done
      }
      const list = await client.call('phone.list', {})
      const advice = list.problem === null ? noPhoneAdvice : listProblemAdvice[list.problem]
      const lines = list.phones.map(({ serial, state, model }) => `${serial}  ${model ?? 'model unknown'}  ${phoneStateAdvice[state].sentence}${state === 'ready' ? '' : ` ${phoneStateAdvice[state].next}`}`)
      show(list, lines.length === 0 ? [`${advice.sentence} ${advice.next}`] : lines)
      return list.phones.some(({ state }) => state === 'ready') ? exitCodes.done : exitCodes.doneWithFailures
    } finally {
      await close()
    }
  },
}
