import { formatCounted } from '../base/count.ts'
import { formatUtc, type UtcMs } from '../base/time.ts'
import {
  areEventsConfirmed, type CaseFileState, type EventAspect, type EventDifference, isAsOfNow, type Named, type RecordPlace, type SourceCheck, type ViewPart,
} from '../model/case-file.ts' // biome-ignore format: a list

const minute = (time: UtcMs): string => `${formatUtc(time).slice(0, 16).replace('T', ' ')} UTC`

/** Beside every verdict of a case file whose sources were not found to be the same; null where they were. */
export const asSavedMark = (file: CaseFileState | undefined): string | null =>
  file === undefined || isAsOfNow(file) ? null : `as saved on ${minute(file.readAt)}`

/** What is said of verdicts, with that mark where it is due. */
export function asSaved(sentence: string, file: CaseFileState | undefined): string {
  const mark = asSavedMark(file)
  return mark === null ? sentence : `${mark[0]!.toUpperCase()}${mark.slice(1)}: ${sentence}`
}

/** What is known of the sources, a sentence or some; null where the verdicts are of now. */
export function checkSentence(file: CaseFileState | undefined): string | null {
  if (file === undefined || isAsOfNow(file)) return null
  const { check, readAt } = file
  const asOf = `Events and verdicts are as saved on ${minute(readAt)}`
  switch (check.state) {
    case 'running':
      return `${asOf}: the sources are being read again.`
    case 'cancelled':
      return `${asOf}: reading the sources again was cancelled.`
    case 'absent':
      return `${asOf}: the sources are not here (${check.roots.join(', ')}). Events, filters and SQL answer from the case file, which is open for reading only. Original records cannot be read.`
    case 'differs':
      return `${asOf}: ${differences(check)} Open the folders themselves to read and verify what is there now.`
    default:
      return null
  }
}

/**
 * Said where the verdicts are of now and the events were not held against their records. Null where no such thing is to be
 * said.
 */
export const savedEventsSentence = (file: CaseFileState | undefined): string | null =>
  areEventsConfirmed(file) || !isAsOfNow(file)
    ? null
    : 'Verdicts are of the sources as they are now. Events are as saved: there was not enough free memory to hold them against their records, and whoever can write the case file can alter them. Open the folders themselves where that matters.'

function differences({ found }: Extract<SourceCheck, { state: 'differs' }>): string {
  const { changed, absent, added, verdicts, events, missing, told: otherwise } = found
  return [
    told(
      changed,
      (files) => `${files} changed since it was read, and ${changed.total === 1 ? 'its' : 'their'} records are refused`,
      'file',
    ),
    told(absent, (files) => `${files} not found`, 'file'),
    told(added, (files) => `${files} below the folders not in the case`, 'file'),
    told(verdicts, (files) => `${files} judged otherwise now`, 'file'),
    toldEvents(events),
    told({ ...missing, first: missing.first.map(placeOf) }, (records) => `${records} not in the case file`, 'record'),
    otherwise.total === 0 ? '' : `The case file tells otherwise of ${listed(otherwise)}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

const listed = ({ total, first }: Named): string => `${first.join(', ')}${total > first.length ? ', …' : ''}`

function toldEvents({ total, first }: Named<EventDifference>): string {
  if (total === 0) return ''
  const named = first.map((event) => {
    const { eventID, what } = event
    return `${eventID === null ? '' : `${eventID}, `}${placeOf(event)}: ${what.map((aspect) => aspectWords[aspect] ?? aspect).join(', ')}`
  })
  return `${formatCounted(total, 'event')} in the case file ${total === 1 ? 'is' : 'are'} not what the sources tell: ${named.join('; ')}${total > first.length ? '; …' : ''}.`
}

const placeOf = ({ file, record }: RecordPlace): string => `record ${record} of ${file}`

/** Columns have their names. */
const aspectWords: Readonly<Partial<Record<EventAspect, string>>> = {
  noRecord: 'no such record',
  place: 'place in the file',
  copies: 'copies',
  conflicting: 'whether copies differ',
  order: 'order',
}

const told = ({ total, first }: Named, sentence: (counted: string) => string, noun: string): string =>
  total === 0 ? '' : `${sentence(formatCounted(total, noun))}: ${listed({ total, first })}.`

/** What stays to be known of a case file above every section: that it is read-only, and what its sources are not. */
export function caseFileBanners(file: CaseFileState | undefined): readonly string[] {
  if (file === undefined) return []
  const { readOnly, notes, check } = file
  // That the sources are not here is why it is read-only.
  const told =
    check.state === 'absent'
      ? [checkSentence(file)]
      : [readOnly, check.state === 'running' ? null : checkSentence(file), savedEventsSentence(file)]
  return [...told, ...notes].filter((sentence) => sentence !== null)
}

const keptInCaseFile = 'Bookmarks, notes, tags, decisions, saved queries and the view'

/** What each part of the view is called. */
const viewPartWords: Readonly<Record<ViewPart, string>> = {
  places: 'the filter and earlier filters',
  shown: 'the selected event and groups',
  layout: 'columns and panes',
  timeline: 'the timeline',
  zone: 'the time zone',
  noise: 'noise filters',
  tabs: 'SQL tabs',
  parameters: 'values of parameters',
  dashboards: 'dashboards',
  reports: 'what was written for reports',
}
const namedParts = (parts: readonly ViewPart[]): string => parts.map((part) => viewPartWords[part]).join(', ')

/** In the status bar. */
export function caseFileMark(file: CaseFileState | undefined): { readonly words: string; readonly title: string } {
  if (file === undefined)
    return { words: 'Save case…', title: 'Saves the case, with bookmarks, notes and decisions, in one file.' }
  if (file.readOnly !== null) return { words: 'Read-only', title: `${file.path}. ${file.readOnly}` }
  return {
    words: 'Autosaved',
    title: `${keptInCaseFile} are kept in ${file.path} as they are made. Saves the case in another file.`,
  }
}

/** Why a case file is not opened or saved, each a sentence; `why` is one without its subject. */
export const caseFileWords = {
  notOpened: (path: string, why: string): string => `${path} ${why}`,
  /** Two sides are named, and nothing beside them. */
  notCompared: (path: string, roots: readonly string[]): string =>
    `${path} is a case file, which holds no original records, and its sources are not here (${roots.join(', ')}): name the folder that they are in now in its place.`,
  /** In the dialog that saves a case. */
  holds: [
    'A case file holds the events, the hashes of all sources, and what verdicts rest on; bookmarks, notes, tags, decisions and saved queries; the view (filters, columns, panes, SQL tabs); and the examiner log.',
    'Original records stay in the sources: keep these with it. The file opens without reading the folders; they are then read again in the background, and until then events and verdicts say that they are as saved.',
  ],
  notAdded: 'A case file is opened, and not added to a case.',
  several: 'Open one case file at a time. Folders that are named beside it are looked through for its sources.',
  withKeys:
    'A case file has the public keys that it was saved with. To judge by other keys, open the folders themselves.',
  saved: (path: string): string => `Saved as ${path}. ${keptInCaseFile} are kept in it from now on.`,
  notWhole: 'A case is saved when its files are verified. Opening this one was cancelled: open it again.',
  notSaved: (why: string): string => `The case was not saved: ${why}`,
  tooLarge: 'it would be larger than 4 GiB, which is the most that a case file can be.',
  heldBy: (
    holder: { readonly pid: number; readonly host: string; readonly since: string } | null,
    lock: string,
  ): string =>
    holder === null
      ? `It is open for reading only: ${lock} says that another program writes it, and not which. If none does, remove that file.`
      : `It is open for reading only: process ${holder.pid} on ${holder.host} has had it open since ${holder.since}. If that is not so, remove ${lock}.`,
  notPermitted: 'It is open for reading only: nothing can be written to its folder.',
  sourcesAbsent: (roots: readonly string[]): string =>
    `It is open for reading only: its sources are not here (${roots.join(', ')}). Open it together with the folder that they are in now.`,
  notFound: (path: string, roots: readonly string[]): string =>
    `The sources of ${path} are not here (${roots.join(', ')}): name the folder that they are in now beside it.`,
  tookOver: ({ pid, since }: { readonly pid: number; readonly since: string }): string =>
    `Process ${pid}, which had it open since ${since}, ended without closing it. Nothing that it had saved is lost.`,
  cut: (bytes: number): string =>
    `The last change was cut off while it was written (${formatCounted(bytes, 'byte')}) and was dropped.`,
  aside: (path: string): string => `A journal of something else lay beside it and was kept as ${path}.`,
  /** Of the view that was kept, each a sentence. */
  viewNotShown: (later: readonly ViewPart[], damaged: readonly ViewPart[]): readonly string[] => [
    ...(later.length === 0
      ? []
      : [
          `A later version of Trailproof kept ${namedParts(later)} in the case file. It is not shown, and stays as it is.`,
        ]),
    ...(damaged.length === 0 ? [] : [`What the case file has of ${namedParts(damaged)} is damaged and is not shown.`]),
  ],
  notKept: (path: string, why: string): string => `Nothing is kept in ${path}: ${why}.`,
} as const
