import type { Diagnostics } from '#core/contract/project'

/** Facts about the machine and the app, in the order they are shown. */
export function diagnosticsRows(diagnostics: Diagnostics): readonly (readonly [string, string])[] {
  return [
    ['Mobilabel', diagnostics.appVersion],
    ['System', diagnostics.platform],
    ['Cores', String(diagnostics.cores)],
    ['Workers', String(diagnostics.workers)],
    ['Decoder', diagnostics.decoder],
    ['ONNX Runtime', diagnostics.onnxRuntimeVersion],
    ['SQLite', diagnostics.sqliteVersion],
  ]
}

/** The same as text for a report. */
export function diagnosticsText(diagnostics: Diagnostics): string {
  return diagnosticsRows(diagnostics)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}
