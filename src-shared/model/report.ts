import type { TimeRange } from '../base/time.ts'
import type { AlarmSettings } from './alarm.ts'
import type { Bookmark } from './bookmark.ts'
import { usualSensitivity } from './sensitivity.ts'

/**
 * A report is data first: sections of typed blocks, made from a case, which one writer each turns into HTML, Markdown and
 * PDF. A statement of a report carries what it rests on.
 */
export const reportKinds = [
  'integrity', // what of some time is proven, and what is missing or altered
  'incident', // what was found, with the events that the analyst kept and their proofs
] as const
export type ReportKind = (typeof reportKinds)[number]

export const reportFormats = ['html', 'markdown', 'pdf'] as const
export type ReportFormat = (typeof reportFormats)[number]

/** How a file of each format ends. */
export const reportEndings: Readonly<Record<ReportFormat, string>> = { html: 'html', markdown: 'md', pdf: 'pdf' }

export const reportPapers = ['A4', 'Letter'] as const
export type ReportPaper = (typeof reportPapers)[number]

/** The parts of each kind, in their order. The user may leave out any of them; the report names what was left out. */
export const reportSections = {
  integrity: ['scope', 'trails', 'absences', 'files', 'doubts', 'keys', 'method', 'limits', 'sources'],
  incident: [
    'scope', 'summary', 'timeline', 'sessions', 'findings', 'anomalies', 'alarms', 'events', 'resources', 'limits',
    'dismissed', 'rules', 'keys', 'sources',
  ],
} as const satisfies Readonly<Record<ReportKind, readonly string[]>> // biome-ignore format: lists
export type IntegritySection = (typeof reportSections.integrity)[number]
export type IncidentSection = (typeof reportSections.incident)[number]
export type ReportSection = IntegritySection | IncidentSection

/** An alarm of CloudWatch over the events that a pattern matches. */
export interface ReportAlarm {
  readonly title: string
  /** Of CloudWatch Logs or EventBridge. */
  readonly pattern: string
  readonly settings: AlarmSettings
}

/** What the user says of a report, and chooses for it. */
export interface ReportForm {
  readonly kind: ReportKind
  /** Empty texts are left out; an empty title is that of the kind. */
  readonly title: string
  readonly examiner: string
  readonly organization: string
  readonly caseNumber: string
  /** Paragraphs, with empty lines between. */
  readonly introduction: string
  readonly paper: ReportPaper
  /** Time of delivery that a certificate is about; null: all of the case. */
  readonly range: TimeRange | null
  readonly leftOut: readonly ReportSection[]
  /** Those named come first, in this order; the others follow in that of the kind. */
  readonly order: readonly ReportSection[]
  /** In place of the titles that sections have; empty ones are left out. */
  readonly titles: Readonly<Partial<Record<ReportSection, string>>>
  /** Of an incident report, Incident.id; null: all of them. */
  readonly incidents: readonly string[] | null
  /** Finding.id, those that were dismissed too; null: those of the incidents and those that were confirmed. */
  readonly findings: readonly string[] | null
  /** At which anomalies are told. */
  readonly sensitivity: number
  /** Null: those of the CIS benchmark, with the settings that it asks for. */
  readonly alarms: readonly ReportAlarm[] | null
  /** What the analyst keeps and wants told. The host keeps bookmarks, not the case. */
  readonly kept: readonly Bookmark[]
}

/** As a report is before anything is said or chosen. */
export const emptyForm = (kind: ReportKind): ReportForm => ({
  kind,
  title: '',
  examiner: '',
  organization: '',
  caseNumber: '',
  introduction: '',
  paper: 'A4',
  range: null,
  leftOut: [],
  order: [],
  titles: {},
  incidents: null,
  findings: null,
  sensitivity: usualSensitivity,
  alarms: null,
  kept: [],
})

/** The sections that are told, in their order. */
export function sectionsOf({
  kind,
  leftOut,
  order,
}: Pick<ReportForm, 'kind' | 'leftOut' | 'order'>): readonly ReportSection[] {
  const own: readonly ReportSection[] = reportSections[kind]
  const named = [...new Set(order)].filter((id) => own.includes(id))
  return [...named, ...own.filter((id) => !named.includes(id))].filter((id) => !leftOut.includes(id))
}

/** What a report is about, at the beginning of it. */
export interface Report {
  readonly kind: ReportKind
  readonly title: string
  readonly paper: ReportPaper
  readonly cover: readonly ReportFact[]
  /** The whole in a mark and some sentences. */
  readonly verdict: ReportVerdict | null
  readonly sections: readonly ReportPart[]
  /** Titles of sections that the user left out. */
  readonly leftOut: readonly string[]
  /** Records that could not be told as they were opened, each a sentence that names its file. */
  readonly refused: readonly string[]
}

export interface ReportPart {
  readonly id: ReportSection
  readonly title: string
  readonly blocks: readonly Block[]
}

export interface ReportFact {
  readonly name: string
  readonly text: string
  /** It is set in one width and may be broken anywhere. */
  readonly isCode?: true
}

export const reportMarks = ['good', 'bad', 'warning', 'open', 'plain'] as const
/** Colour, shape and word together tell a verdict. */
export type ReportMark = (typeof reportMarks)[number]

export interface ReportVerdict {
  readonly mark: ReportMark
  /** The mark in a word or two. */
  readonly word: string
  readonly sentences: readonly string[]
}

export interface ReportColumn {
  readonly title: string
  readonly isCode?: true
  readonly isNumber?: true
  /** It is broken nowhere but between the day and the hour. */
  readonly isTime?: true
}

/** A link of the proof of an event. */
export interface ProvenLink {
  readonly mark: ReportMark
  readonly word: string
  readonly title: string
  readonly sentence: string
  readonly facts: readonly ReportFact[]
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string; readonly isCode?: true }
  /** `isWritten`: by the user, whose lines stay lines; a line break in text of the evidence is shown as an escape. */
  | { readonly kind: 'paragraph'; readonly text: string; readonly isNote?: true; readonly isWritten?: true }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly ReportFact[] }
  | ReportTable
  /** Lines of a record or a command, as they are. */
  | { readonly kind: 'code'; readonly title: string | null; readonly text: string }
  | ReportFigure
  | { readonly kind: 'proof'; readonly verdict: ReportVerdict; readonly links: readonly ProvenLink[] }

export interface ReportTable {
  readonly kind: 'table'
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly (readonly string[])[]
  /** Behind a table that does not hold all of its rows: how many there are, and where. Null where it does. */
  readonly cut: string | null
}

/** A picture in shapes, of which a writer makes SVG. Its size is in CSS pixels; it is drawn as wide as the page. */
export interface ReportFigure {
  readonly kind: 'figure'
  /** What it shows, for those who do not see it, and where no picture can be. */
  readonly caption: string
  readonly width: number
  readonly height: number
  readonly shapes: readonly Shape[]
}

/** What a shape is filled or drawn with: marks, severities and plain ink. */
export type Ink = ReportMark | 'high' | 'medium' | 'low' | 'info' | 'text' | 'muted' | 'line' | 'area'

export type Shape =
  | {
      readonly shape: 'box'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly ink: Ink
      /** Only its border is drawn. */
      readonly isHollow?: true
      readonly isDashed?: true
    }
  | {
      readonly shape: 'line'
      readonly x1: number
      readonly y1: number
      readonly x2: number
      readonly y2: number
      readonly ink: Ink
      readonly isDashed?: true
    }
  | {
      readonly shape: 'text'
      readonly x: number
      readonly y: number
      readonly text: string
      readonly ink: Ink
      readonly at?: 'middle' | 'end'
      readonly isBold?: true
      readonly isCode?: true
      /** On a filled box. */
      readonly isOnFill?: true
    }
