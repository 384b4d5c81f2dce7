import { ListChecks, PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ActionId } from '../state/action-catalog'
import { runAction, useAction } from '../state/actions'
import { setDisplay } from '../state/display'
import { overallProgress } from '../state/job-state'
import { keyOf } from '../state/key-map'
import { keyLabels } from '../state/keys'
import { useNavigation } from '../state/navigation'
import { useRailCollapsed } from '../state/panels'
import { useJobs } from '../state/queries'
import { usesCommandKey } from '../state/shell'
import { cx } from '../ui/cx'
import { formatAmount } from '../ui/format'
import { ProgressRing } from '../ui/progress-ring'
import { Tooltip } from '../ui/tooltip'
import { pages, type PageEntry } from './pages'
import styles from './rail.module.css'

/** The ways through the window, narrow or with words. */
export function Rail() {
  const collapsed = useRailCollapsed()
  useAction('view.rail', () => setDisplay({ railCollapsed: !collapsed }))
  const place = (wanted: PageEntry['place']) => pages.filter((page) => page.place === wanted).map((page) => <PageButton key={page.id} page={page} collapsed={collapsed} />)
  return (
    <nav className={cx(styles.rail, collapsed && styles.collapsed)} aria-label="Pages">
      {place('top')}
      <div className={styles.space} />
      <JobsButton collapsed={collapsed} />
      {place('bottom')}
      <RailButton
        action="view.rail"
        label={collapsed ? 'Expand' : 'Collapse'}
        icon={collapsed ? <PanelLeftOpen size={18} /> : <PanelLeftClose size={18} />}
        collapsed={collapsed}
      />
    </nav>
  )
}

interface RailButtonProps {
  readonly action: ActionId
  readonly label: string
  readonly icon: ReactNode
  readonly collapsed: boolean
  readonly current?: boolean
  readonly expanded?: boolean
  /** Read instead of the label when it says more. */
  readonly description?: string
}

function RailButton({ action, label, icon, collapsed, current, expanded, description }: RailButtonProps) {
  const button = (
    <button
      type="button"
      className={styles.button}
      aria-label={description ?? label}
      aria-current={current === true ? 'page' : undefined}
      aria-expanded={expanded}
      onClick={() => runAction(action)}
    >
      <span className={styles.icon}>{icon}</span>
      {!collapsed && <span className={styles.label}>{label}</span>}
    </button>
  )
  return (
    <Tooltip text={description ?? label} keys={keyLabels(keyOf(action) ?? '', usesCommandKey())} side="right">
      {button}
    </Tooltip>
  )
}

function PageButton({ page, collapsed }: { readonly page: PageEntry; readonly collapsed: boolean }) {
  const current = useNavigation((navigation) => navigation.page === page.id)
  const Icon = page.icon
  return <RailButton action={page.action} label={page.label} icon={<Icon size={18} />} collapsed={collapsed} current={current} />
}

function JobsButton({ collapsed }: { readonly collapsed: boolean }) {
  const { active, share } = overallProgress(useJobs())
  const open = useNavigation((navigation) => navigation.jobsOpen)
  const percent = share === null ? '' : `, ${Math.floor(share * 100)} %`
  return (
    <RailButton
      action="jobs.toggle"
      label="Jobs"
      icon={active > 0 ? <ProgressRing share={share} /> : <ListChecks size={18} />}
      collapsed={collapsed}
      expanded={open}
      {...(active > 0 ? { description: `Jobs: ${formatAmount(active, 'job')} under way${percent}` } : {})}
    />
  )
}
