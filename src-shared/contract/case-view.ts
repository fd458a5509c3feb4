import type { ValueColumn } from '../filter/columns.ts'
import type { Entity } from '../filter/entity.ts'
import type { Filter, Where } from '../filter/model.ts'
import type { ViewPart } from '../model/case-file.ts'
import type { ReportKind, ReportPaper, ReportSection } from '../model/report.ts'
import type { RemoteEngine } from '../sql/ddl/ddl.ts'
import type { SqlDialect } from '../sql/dialect.ts'
import type { ParameterValue } from '../sql/parameters.ts'
import type { GroupOrder } from './group-order.ts'
import type { Sort } from './sort.ts'

/** How the analyst looks at a case. A part is kept and brought back as a whole. */
export interface CaseView extends Record<ViewPart, unknown> {
  readonly places: {
    /** Oldest first, at least one. */
    readonly seen: readonly SeenPlace[]
    /** Which of them was shown. */
    readonly at: number
  }
  readonly shown: {
    /** Of the selected event. */
    readonly eventID: string | null
    readonly grouping: { readonly column: ValueColumn | null; readonly order: GroupOrder; readonly descending: boolean }
  }
  readonly layout: {
    readonly columns: readonly ShownColumn[]
    readonly sizes: PaneSizes
    readonly facetsShown: boolean
    readonly detailPlace: 'right' | 'bottom'
    /** Beside the SQL editor. */
    readonly sqlSideShown: boolean
    readonly sqlSide: SqlSide
  }
  readonly timeline: {
    /** What the bars are parted by. */
    readonly column: ValueColumn
    readonly axis: 'linear' | 'log'
    /** Bars of all events behind those that the filter shows. */
    readonly showsAll: boolean
    /** As a table in place of the picture. */
    readonly asTable: boolean
  }
  /** `UTC`, or a name of the IANA time zone database. */
  readonly zone: string
  readonly noise: {
    readonly filters: readonly NoiseFilter[]
    /** Names of those that the case began with. */
    readonly on: readonly string[]
  }
  readonly tabs: CaseTabs
  /** Of queries, by the name of the parameter. */
  readonly parameters: Readonly<Record<string, ParameterValue>>
  readonly dashboards: { readonly chosen: string; readonly own: readonly OwnDashboard[] }
  readonly reports: { readonly [K in ReportKind]?: Partial<ReportSaid> }
}

/** All that going back restores of a place, but what was selected there. */
export interface SeenPlace {
  /** Id of a line in the window's table of sections. */
  readonly section: string
  /** Whose page the section of entities shows. */
  readonly entity: Entity | null
  /** Whose chain the section of sessions shows. */
  readonly session: string | null
  readonly filter: Filter
  /** Parts of it that are switched off. */
  readonly setAside: readonly Where[]
  readonly sort: Sort
}

export interface ShownColumn {
  /** Values at a path are read from the records of the rows in view. */
  readonly name: ValueColumn
  readonly width: number
}

/** Of panes by name, pixels. */
export interface PaneSizes {
  readonly timeline: number
  /** Width at the right of the events. */
  readonly detail: number
  /** Height below the events. */
  readonly detailBelow: number
  readonly facets: number
  readonly sqlEditor: number
  readonly sqlSchema: number
  readonly sessionChain: number
}

export const sqlSides = ['library', 'saved', 'history', 'schema'] as const
export type SqlSide = (typeof sqlSides)[number]

export interface NoiseFilter {
  readonly name: string
  /** Filter text of the one part that leaves the noise out. */
  readonly text: string
}

/** A query in the making. */
export interface QueryTab {
  /** Unique within its case. */
  readonly id: string
  readonly name: string
  readonly text: string
  /** The saved query that it is; null where it was never saved. */
  readonly saved: SavedAs | null
  /** Id of the question of the library that it began with; null where it was none. */
  readonly question: string | null
  /** Null: told from the text. */
  readonly dialect: SqlDialect | null
  /** The engine elsewhere that it runs on. Null, or absent in a tab of an earlier version: it runs here. */
  readonly runsOn?: RemoteEngine | null
}

export interface SavedAs {
  readonly name: string
  readonly sql: string
}

/** The tabs of one case. */
export interface CaseTabs {
  /** In their order; never empty. */
  readonly tabs: readonly QueryTab[]
  /** Id of the one that is shown. */
  readonly selected: string
  /** Tabs that were closed with a text, the last one first. */
  readonly closed: readonly QueryTab[]
}

/** Saved queries of a case that are looked at together. */
export interface OwnDashboard {
  /** Unique among those of all cases. */
  readonly id: string
  readonly name: string
  /** Names of saved queries, in their order. */
  readonly queries: readonly string[]
}

/** Which findings a report tells: those of its incidents and the confirmed ones, these alone, or those that were chosen. */
export const findingsChoices = ['incidents', 'confirmed', 'chosen'] as const
export type FindingsOf = (typeof findingsChoices)[number]

/** What the user said of a report and chose for it, as it stands in the dialog. */
export interface ReportSaid {
  readonly title: string
  readonly caseNumber: string
  readonly introduction: string
  readonly paper: ReportPaper
  /** Times as they were typed; empty for an open end. */
  readonly from: string
  readonly until: string
  readonly withoutSections: readonly ReportSection[]
  /** All sections, once one was moved. */
  readonly order: readonly ReportSection[]
  readonly titles: Readonly<Partial<Record<ReportSection, string>>>
  /** Incident.id. */
  readonly withoutIncidents: readonly string[]
  readonly findingsOf: FindingsOf
  /** Finding.id of those that were chosen one by one. */
  readonly withFindings: readonly string[]
  /** Keys of bookmarks. */
  readonly withoutBookmarks: readonly string[]
}

/** What a case file has of the view. */
export interface KeptView {
  readonly view: Partial<CaseView>
  /** Parts that a later version wrote, which are left to it. */
  readonly later: readonly ViewPart[]
  /** Parts in no form of this version. */
  readonly damaged: readonly ViewPart[]
}
