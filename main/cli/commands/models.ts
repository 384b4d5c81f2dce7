import { exitCodes, type CliCommand } from '../command'
import { openEngine } from '../engine-session'
import { parseOptions } from '../parse-options'
import { programName } from '../program-name'

const help = `Lists the models.

Usage: ${programName} models [--json] [--project FILE] [--remove ID]

  --json          an array with id, family, task, sha256, bytes, input size and more
  --project FILE  project whose answers are counted
  --remove ID     delete a version made with quantize first; its answers stay
`

export const modelsCommand: CliCommand = {
  name: 'models',
  summary: 'list the models',
  help,
  run: async (args, { output }) => {
    const { values } = parseOptions('models', args, { json: { type: 'boolean' }, project: { type: 'string' }, remove: { type: 'string' } })
    const session = await openEngine(values.project)
    try {
      if (values.remove !== undefined) await session.client.call('model.remove', { modelId: values.remove })
      const entries = await session.client.call('model.list', {})
      const unreadable = await session.client.call('model.unreadable', {})
      if (values.json === true) {
        const rows = entries.map(({ card, usable, problem }) => ({
          id: card.id,
          name: card.name,
          family: card.family,
          task: card.task,
          widthMultiplier: card.widthMultiplier,
          inputSize: [card.inputSize.width, card.inputSize.height],
          bytes: card.bytes,
          parameters: card.parameters,
          classes: card.labels.length,
          sha256: card.sha256,
          licence: card.licence,
          ...(card.lineage === undefined ? {} : { lineage: card.lineage }),
          usable,
          ...(problem === null ? {} : { problem }),
        }))
        output.out(`${JSON.stringify(rows, null, 2)}\n`)
        for (const { path, problem } of unreadable) output.status.write(`${path}: ${problem}\n`)
        return exitCodes.done
      }
      const width = Math.max(...entries.map(({ card }) => card.id.length))
      for (const { card, problem } of entries) {
        const size = `${card.inputSize.width} x ${card.inputSize.height}`
        const megabytes = `${(card.bytes / 1e6).toFixed(1)} MB`
        output.out(`${card.id.padEnd(width)}  ${card.task.padEnd(14)}  ${size.padStart(9)}  ${megabytes.padStart(8)}${problem === null ? '' : `  ${problem}`}\n`)
      }
      for (const { modelId, problem } of unreadable) output.out(`${modelId.padEnd(width)}  cannot be used: ${problem}\n`)
      return exitCodes.done
    } finally {
      await session.close()
    }
  },
}
