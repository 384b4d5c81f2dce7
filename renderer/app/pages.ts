import { Box, ChartColumn, GraduationCap, Images, PencilRuler, Settings, Smartphone, type LucideIcon } from 'lucide-react'
import type { ActionId } from '../state/action-catalog'
import type { PageId } from '../state/navigation'

/** A page of the window and its place in the rail. */
export interface PageEntry {
  readonly id: PageId
  readonly label: string
  readonly icon: LucideIcon
  readonly action: ActionId
  readonly place: 'top' | 'bottom'
}

export const pages: readonly PageEntry[] = [
  { id: 'library', label: 'Library', icon: Images, action: 'page.library', place: 'top' },
  { id: 'review', label: 'Review', icon: PencilRuler, action: 'page.review', place: 'top' },
  { id: 'dataset', label: 'Dataset', icon: ChartColumn, action: 'page.dataset', place: 'top' },
  { id: 'models', label: 'Models', icon: Box, action: 'page.models', place: 'top' },
  { id: 'tune', label: 'Tune', icon: GraduationCap, action: 'page.tune', place: 'top' },
  { id: 'phones', label: 'Phones', icon: Smartphone, action: 'page.phones', place: 'top' },
  { id: 'settings', label: 'Settings', icon: Settings, action: 'page.settings', place: 'bottom' },
]
