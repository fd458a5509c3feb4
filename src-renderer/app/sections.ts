import { type ComponentType, lazy } from 'react'
import type { IconName } from '../widgets/icon.tsx'
import { EventsSection } from './events-section.tsx'

/** A section of the window: what the rail, the shortcuts, the help and the labels tell of it. */
interface SectionRow {
  readonly id: string
  readonly name: string
  readonly icon: IconName
  /** Its key, with Ctrl or ⌘ on a desktop and with Alt in a browser; 0 with Alt on both. */
  readonly digit: number
  readonly Panel: ComponentType
}

/**
 * Every section, in the order of the rail. To add one: a line here and its folder in `panels/`. All but the events are
 * fetched when they are first shown, since the window must not wait for them (Monaco alone is several megabytes).
 */
export const sections = [
  {
    id: 'overview',
    name: 'Overview',
    icon: 'overview',
    digit: 1,
    Panel: lazy(async () => ({ default: (await import('../panels/overview/panel.tsx')).OverviewPanel })),
  },
  { id: 'events', name: 'Events', icon: 'events', digit: 2, Panel: EventsSection },
  {
    id: 'sessions',
    name: 'Sessions',
    icon: 'session',
    digit: 3,
    Panel: lazy(async () => ({ default: (await import('../panels/sessions/panel.tsx')).SessionsPanel })),
  },
  {
    id: 'entities',
    name: 'Entities',
    icon: 'entity',
    digit: 4,
    Panel: lazy(async () => ({ default: (await import('../panels/entities/panel.tsx')).EntitiesPanel })),
  },
  {
    id: 'integrity',
    name: 'Integrity',
    icon: 'shield',
    digit: 5,
    Panel: lazy(async () => ({ default: (await import('./integrity-section.tsx')).IntegritySection })),
  },
  {
    id: 'findings',
    name: 'Findings',
    icon: 'finding',
    digit: 6,
    Panel: lazy(async () => ({ default: (await import('../panels/findings/panel.tsx')).FindingsPanel })),
  },
  {
    id: 'sql',
    name: 'SQL',
    icon: 'sql',
    digit: 7,
    Panel: lazy(async () => ({ default: (await import('../panels/sql/panel.tsx')).SqlPanel })),
  },
  {
    id: 'sources',
    name: 'Sources',
    icon: 'folder',
    digit: 8,
    Panel: lazy(async () => ({ default: (await import('../panels/sources/panel.tsx')).SourcesPanel })),
  },
  {
    id: 'bookmarks',
    name: 'Bookmarks',
    icon: 'bookmark',
    digit: 9,
    Panel: lazy(async () => ({ default: (await import('../panels/bookmarks/panel.tsx')).BookmarksPanel })),
  },
  {
    id: 'dashboards',
    name: 'Dashboards',
    icon: 'chart',
    digit: 0,
    Panel: lazy(async () => ({ default: (await import('../panels/dashboards/panel.tsx')).DashboardsPanel })),
  },
] as const satisfies readonly SectionRow[]

export type SectionId = (typeof sections)[number]['id']

/** The section with this id. The first one for an id that an older version kept and this one does not have. */
export const sectionOf = (id: string): SectionRow => sections.find((section) => section.id === id) ?? sections[0]
