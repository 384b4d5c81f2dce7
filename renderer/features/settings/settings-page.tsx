import { Archive, CircleAlert, CircleCheck, Copy, ShieldCheck, Shrink } from 'lucide-react'
import type { ReactNode } from 'react'
import { themes, type Theme } from '#core/contract/shell'
import { runAction } from '../../state/actions'
import { setDisplay, useDisplay } from '../../state/display'
import { useProjectInfo } from '../../state/queries'
import { Button } from '../../ui/button'
import { ErrorView } from '../../ui/error-view'
import { formatCount } from '../../ui/format'
import { Segmented } from '../../ui/segmented'
import { diagnosticsRows } from './diagnostics-text'
import { KeySettings } from './key-settings'
import { useDiagnostics, useProjectCare } from './queries'
import styles from './settings-page.module.css'

const themeLabels: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' }

export function SettingsPage() {
  return (
    <div className={styles.page}>
      <h1>Settings</h1>
      <Group title="Look">
        <ThemeChoice />
      </Group>
      <Group title="Project">
        <ProjectFacts />
        <ProjectCare />
      </Group>
      <Group title="Diagnostics">
        <DiagnosticsFacts />
      </Group>
      <Group title="Keys">
        <KeySettings />
      </Group>
    </div>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.group} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function ThemeChoice() {
  const theme = useDisplay((display) => display.theme)
  return (
    <div className={styles.line}>
      <span>Theme</span>
      <Segmented label="Theme" value={theme} options={themes.map((value) => ({ value, label: themeLabels[value] }))} onChange={(value) => setDisplay({ theme: value })} />
    </div>
  )
}

function Facts({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className={styles.facts}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function ProjectFacts() {
  const { data, error } = useProjectInfo()
  if (error !== null) return <ErrorView error={error} />
  if (data === undefined) return null
  return (
    <Facts
      rows={[
        ['Name', data.name],
        ['File', data.path],
        ['Folders', formatCount(data.folders)],
        ['Photos', formatCount(data.photos)],
        ['Format', `version ${data.schemaVersion}${data.readOnly ? ', opened read-only' : ''}`],
      ]}
    />
  )
}

function ProjectCare() {
  const { check, backup, compact, isBusy } = useProjectCare()
  return (
    <>
      <div className={styles.actions}>
        <Button icon={<ShieldCheck size={15} />} disabled={isBusy} onClick={() => check.mutate({})}>
          Check
        </Button>
        <Button icon={<Archive size={15} />} disabled={isBusy} onClick={backup}>
          Back up
        </Button>
        <Button icon={<Shrink size={15} />} disabled={isBusy} onClick={compact}>
          Compact
        </Button>
      </div>
      {check.data !== undefined && <CheckResult problems={check.data.problems} />}
    </>
  )
}

function CheckResult({ problems }: { readonly problems: readonly string[] }) {
  if (problems.length === 0) {
    return (
      <p className={styles.good} role="status">
        <CircleCheck size={15} />
        The project file is sound.
      </p>
    )
  }
  return (
    <div className={styles.bad} role="alert">
      <CircleAlert size={15} />
      <ul>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </div>
  )
}

function DiagnosticsFacts() {
  const { data, error } = useDiagnostics()
  if (error !== null) return <ErrorView error={error} />
  if (data === undefined) return null
  return (
    <>
      <Facts rows={diagnosticsRows(data)} />
      <div className={styles.actions}>
        <Button icon={<Copy size={15} />} onClick={() => runAction('diagnostics.copy')}>
          Copy diagnostics
        </Button>
      </div>
    </>
  )
}
