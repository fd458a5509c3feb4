import type { TimeSpan, UtcMs } from '../base/time.ts'
import type { ValueColumn } from '../filter/columns.ts'
import type { CopiesPage, EventDetail, EventLine, ResourcesPage, Row } from '../model/event.ts'
import { answers, type Call } from './call.ts'
import type { InputOf } from './inputs.ts'

/** The events that a filter leaves: over time, by value, one by one. */
export const eventsCalls = {
  /**
   * `range` is what to show, null for the whole case; the filter's own range does not narrow it. With a `column`, events
   * are counted by its values, too.
   */
  histogram: {
    answeredBy: 'case',
    takes: { filter: 'filter', range: 'span?', maxBuckets: 'buckets', column: 'stackedBy' },
    needs: 'as-asked',
    answers: answers<Histogram>(),
  },
  facet: {
    answeredBy: 'case',
    takes: { filter: 'filter', column: 'column', search: 'text', limit: 'limit' },
    needs: 'as-asked',
    answers: answers<Facet>(),
  },
  /** A page of the events grouped by the values of a column, with when each was seen. A search leaves out the absent value. */
  groups: {
    answeredBy: 'case',
    takes: {
      filter: 'filter',
      column: 'groupedBy',
      search: 'text',
      order: 'groupOrder',
      descending: 'flag',
      offset: 'offset',
      limit: 'limit',
    },
    needs: 'as-asked',
    answers: answers<Groups>(),
  },
  /** The columns `columns` of a page of lines. Without verdicts, `logVerdict` is left out of them. */
  events: {
    answeredBy: 'case',
    takes: { filter: 'filter', sort: 'sort', columns: 'columns', offset: 'offset', limit: 'limit' },
    needs: 'as-asked',
    answers: answers<EventsPage>(),
  },
  /** Events that the filter hides though it matches a copy of theirs, whose content differs from the one shown. */
  hiddenMatches: {
    answeredBy: 'case',
    takes: { filter: 'filter' },
    needs: 'as-asked',
    answers: answers<HiddenEvents>(),
  },
  eventDetail: {
    answeredBy: 'case',
    takes: { row: 'row' },
    needs: ['events'],
    answers: answers<EventDetail, 'no-such-event'>(),
  },
  /** What each of these events did, in their order. Reads their records from their files. */
  eventDeeds: {
    answeredBy: 'case',
    takes: { rows: 'rows' },
    needs: ['events'],
    answers: answers<readonly EventDeed[], 'no-such-event'>(),
  },
  /** Values of the records of these events at paths into them, in the order of events and paths. Reads their files. */
  recordValues: {
    answeredBy: 'case',
    takes: { rows: 'rows', recordPaths: 'recordPaths' },
    needs: ['events'],
    answers: answers<readonly RecordValues[], 'no-such-event'>(),
  },
  /** A page of the records of an event, the best first; fifty at most. */
  eventCopies: {
    answeredBy: 'case',
    takes: { row: 'row', offset: 'offset', limit: 'limit' },
    needs: ['events'],
    answers: answers<CopiesPage, 'no-such-event'>(),
  },
  /** A page of the resources that the event's record names; a hundred at most. */
  eventResources: {
    answeredBy: 'case',
    takes: { row: 'row', offset: 'offset', limit: 'limit' },
    needs: ['events'],
    answers: answers<ResourcesPage, 'no-such-event'>(),
  },
  /** The event that a record of a file is, or is a copy of; records are counted from 0. `path`: as copies tell it. */
  eventAt: {
    answeredBy: 'case',
    takes: { path: 'path', record: 'offset' },
    needs: ['events'],
    answers: answers<Row, 'no-such-event'>(),
  },
  /**
   * The next marked event after the row in the order of the grid, or before it; from the beginning, or the end, where it is
   * null or hidden. Null where there is none.
   */
  nextEvent: {
    answeredBy: 'case',
    takes: { filter: 'filter', sort: 'sort', row: 'row?', back: 'flag', mark: 'eventMark' },
    needs: 'as-asked',
    answers: answers<Row | null>(),
  },
  /** The first event of the filter at this time or later, or its last one before; null where none has a time. */
  eventAtTime: {
    answeredBy: 'case',
    takes: { filter: 'filter', time: 'time' },
    needs: 'as-asked',
    answers: answers<Row | null>(),
  },
  /** Which lines of the filtered, sorted grid these events are, in their order; null for one that the filter hides. */
  findEvents: {
    answeredBy: 'case',
    takes: { filter: 'filter', sort: 'sort', rows: 'rows' },
    needs: 'as-asked',
    answers: answers<readonly (number | null)[]>(),
  },
  /** Where an event stands among those that the filter shows, and which are beside it; null when the filter hides it. */
  neighbours: {
    answeredBy: 'case',
    takes: { filter: 'filter', sort: 'sort', row: 'row' },
    needs: 'as-asked',
    answers: answers<Neighbours | null>(),
  },
  /**
   * From the time of the event that is `limit` events of the filter before this one to just behind that of the event that
   * is as many after it. Null where this one has no time.
   */
  spanAround: {
    answeredBy: 'case',
    takes: { filter: 'filter', row: 'row', limit: 'limit' },
    needs: 'as-asked',
    answers: answers<TimeSpan | null>(),
  },
} as const satisfies Readonly<Record<string, Call>>

export interface Neighbours {
  /** From 0. */
  readonly line: number
  readonly total: number
  /** Null for the first. */
  readonly before: Row | null
  /** Null for the last. */
  readonly after: Row | null
}

/** See src-shared/what/. Without a summary the record could not be read, or is too long to be read for this. */
export interface EventDeed {
  /** The resource that the call acted on; null where the record names none. */
  readonly target: string | null
  readonly summary: string | null
}

/**
 * Of one record, by path: what is no text as JSON, null where the record has no value. Null as a whole where the record
 * could not be read, or is too long to be read for this.
 */
export type RecordValues = readonly (string | null)[] | null

export type HistogramQuery = InputOf<typeof eventsCalls.histogram.takes>
export interface Histogram {
  /** From the first bucket's start; buckets lie side by side, aligned to UTC. */
  readonly from: UtcMs
  readonly width: number
  readonly total: readonly number[]
  readonly errors: readonly number[]
  readonly writes: readonly number[]
  /** Null where no column was asked for. */
  readonly stack: Stack | null
}

/** The most parts of a stack that have a value of their own. */
export const stackedMost = 8

/** The events of each bucket by the values of a column; all parts of a bucket together are its events. */
export interface Stack {
  readonly column: ValueColumn
  /** The most frequent values of the time shown, the most frequent first. */
  readonly parts: readonly StackPart[]
  /** By bucket: events with one of the other values. */
  readonly others: readonly number[]
  /** By bucket: events without a value. */
  readonly absent: readonly number[]
  /** How many values the events of the time shown have. */
  readonly distinct: number
}

export interface StackPart {
  readonly value: string
  /** By bucket. */
  readonly counts: readonly number[]
}

export type FacetQuery = InputOf<typeof eventsCalls.facet.takes>
export interface Facet {
  readonly values: readonly { readonly value: string; readonly events: number }[]
  readonly distinct: number
  readonly absent: number
}

export type GroupsQuery = InputOf<typeof eventsCalls.groups.takes>
export interface Groups {
  /** How many groups there are, be they on the page or not. */
  readonly total: number
  readonly groups: readonly Group[]
}
export interface Group {
  /** Null: the events without a value. */
  readonly value: string | null
  readonly events: number
  readonly errors: number
  /** Null where none of its events has a time. */
  readonly firstSeen: UtcMs | null
  readonly lastSeen: UtcMs | null
}

export interface HiddenEvents {
  readonly events: number
  /** Of the first fifty of them. */
  readonly eventIDs: readonly string[]
}

export type EventsQuery = InputOf<typeof eventsCalls.events.takes>
export interface EventsPage {
  readonly total: number
  readonly lines: readonly EventLine[]
}
