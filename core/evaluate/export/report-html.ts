import type { EvaluatedModel, EvaluationReport } from '#core/contract/evaluation'
import { escapeHtml } from './escape-html'
import { differenceText, estimateText, megabytesText, millionsText, millisecondsText, percentText } from './figure-text'
import { frontPicture } from './front-picture'

const style = `
:root { color-scheme: light dark; --text: #1d2126; --quiet: #5c6670; --line: #d9dee3; --back: #fff; --accent: #1f6feb; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ec; --quiet: #9aa4ae; --line: #363c43; --back: #16191d; --accent: #6ea8fe; } }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 0.5rem; } p, li { color: var(--quiet); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 0.35rem 0.75rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; } th { font-weight: 600; color: var(--quiet); }
svg { width: 100%; max-width: 60rem; height: auto; } svg text { fill: var(--text); font: 12px system-ui, sans-serif; } svg .tick { fill: var(--quiet); }
.grid { stroke: var(--line); } .axis { stroke: var(--quiet); } .published { fill: none; stroke: var(--quiet); }
.front { fill: none; stroke: var(--accent); stroke-width: 1.5; } .model { fill: var(--accent); } .interval { stroke: var(--accent); opacity: 0.6; }
`

const taskWords = { classification: 'classifiers', detection: 'detectors', segmentation: 'segmenters' } as const

/** One page that needs nothing else: no script, no address, readable in light and dark. */
export function reportHtml(report: EvaluationReport): string {
  const { evaluation, models, photos, task, classColumns, rules, published } = report
  const reference = models.find(({ modelId }) => modelId === evaluation.order.referenceId)?.name ?? ''
  const title = `${models.length === 1 ? (models[0]?.name ?? '') : `${models.length} ${taskWords[task]}`} on ${photos} reviewed photos`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>Evaluated ${new Date(evaluation.endedAtMs ?? evaluation.startedAtMs).toISOString().slice(0, 16).replace('T', ' ')} UTC${models.length > 1 ? `; compared with ${escapeHtml(reference)}` : ''}. Figures stand with their 95 % interval.</p>
${table(accuracyHead(models), models.map(accuracyRow))}
${frontSection(report)}
<h2>Cost</h2>
${table(costHead(models), models.map(costRow))}
<h2>Classes</h2>
${classTables(models, classColumns)}
<h2>What was counted</h2>
<ul>${rules.map((rule) => `<li>${escapeHtml(rule)}</li>`).join('')}</ul>
${published.points.length === 0 ? '' : `<p>Published figures: ${escapeHtml(published.source)}; they are of other photos.</p>`}
</body>
</html>
`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: 'th' | 'td', values: readonly string[]): string => `<tr>${values.map((value) => `<${tag}>${escapeHtml(value)}</${tag}>`).join('')}</tr>`
  return `<div class="scroll"><table><thead>${cells('th', head)}</thead><tbody>${rows.map((row) => cells('td', row)).join('\n')}</tbody></table></div>`
}

function accuracyHead(models: readonly EvaluatedModel[]): string[] {
  return ['Model', ...(models[0]?.accuracy ?? []).flatMap(({ name }) => [name, `${name} to reference`]), 'Agreement', 'Not answered', 'Classes unknown']
}

function accuracyRow({ name, accuracy, agreement, failedPhotos, unknownClasses }: EvaluatedModel): string[] {
  return [name, ...accuracy.flatMap(({ estimate, difference }) => [estimateText(estimate), differenceText(difference)]), percentText(agreement), `${failedPhotos}`, `${unknownClasses.length}`]
}

function costHead(models: readonly EvaluatedModel[]): string[] {
  const threads = (models[0]?.latency ?? []).flatMap((each) => [`p50, threads: ${each.threads}`, `p95, threads: ${each.threads}`])
  return ['Model', 'File', 'Parameters', 'Multiply-adds', 'Peak activations', 'Load', ...threads]
}

function costRow(model: EvaluatedModel): string[] {
  const times = model.latency.flatMap(({ p50Ms, p95Ms }) => [millisecondsText(p50Ms), millisecondsText(p95Ms)])
  return [model.name, megabytesText(model.fileBytes), millionsText(model.parameters), millionsText(model.multiplyAdds), megabytesText(model.peakActivationBytes), millisecondsText(model.loadMs), ...times]
}

function frontSection(report: EvaluationReport): string {
  const picture = frontPicture(report)
  return picture === '' ? '' : `<h2>Accuracy against cost</h2>\n${picture}\n<p>The line joins models that no other one beats in both${report.published.points.length === 0 ? '' : '; rings are published figures'}.</p>`
}

/** One table per column, with a model per column, for reading along a class. */
function classTables(models: readonly EvaluatedModel[], classColumns: EvaluationReport['classColumns']): string {
  return classColumns
    .map(({ key, name }) => {
      const rows = (models[0]?.classes ?? []).map((each) => [
        each.name,
        `${each.photos}`,
        `${each.labels}`,
        ...models.map(({ classes }) => percentText(classes.find(({ classId }) => classId === each.classId)?.values[key] ?? null)),
      ])
      return `<h3>${escapeHtml(name)}</h3>\n${table(['Class', 'Photos', 'Labels', ...models.map((model) => model.name)], rows)}`
    })
    .join('\n')
}
