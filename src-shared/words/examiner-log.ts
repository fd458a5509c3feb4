import { formatCount, formatCounted } from '../base/count.ts'
import { markdownText } from '../base/markdown.ts'
import { formatUtc } from '../base/time.ts'
import type { Bookmarked } from '../model/bookmark.ts'
import type { Deed, Examiner, LogHead, LogProblem, LogState, ShownLogLine, UsedKey } from '../model/examiner-log.ts'
import type { KeyTrust, Outcome } from '../model/integrity.ts'
import { countsSentence, sideName } from './acquisitions-compared.ts'
import { tagsWords } from './bookmarks.ts'

export const examinerLogName = 'Examiner log'

/** `text`: what was looked for, may be empty. */
export const noLineHas = (text: string): string =>
  text === '' ? 'Nothing is written yet.' : `No line has “${text}” in what was done or by whom.`

/** `Ana`, `ana (account name)`: nobody gave the second. */
export const examinerName = ({ name, is }: Examiner): string => (is === 'given' ? name : `${name} (account name)`)

/** What was done, a sentence. Of a kind that a later version wrote, what it says as JSON. */
export function deedSentence(deed: Deed): string {
  switch (deed.kind) {
    case 'begun':
      return `The log was begun. The case is known by ${formatCounted(deed.sources.length, 'source')}${deed.sources.length === 0 ? '' : `, such as ${deed.sources[0]}`}.`
    case 'opened':
      return `Opened ${deed.caseFile === null ? '' : `${deed.caseFile}, the case of `}${deed.paths.join(', ')}: ${formatCounted(deed.events, 'event')} of ${formatCounted(deed.records, 'record')}.${trustWords(deed)}`
    case 'saved':
      return `Saved the case as ${deed.file}: the log goes on in it.`
    case 'added':
      return `Added ${deed.paths.join(', ')}: the case has ${formatCounted(deed.events, 'event')}.`
    case 'verified':
      return `${verifiedWords(deed)}: ${outcomeWords[deed.outcome]}. Log files: ${countsOf(deed.logs)}. Digests: ${countsOf(deed.digests)}.${keyWords(deed.keys)}`
    case 'compared': {
      const { side, of, files, events } = deed
      return `Compared with “trailproof compare”, as ${sideName[side]}. A: ${of.a}. B: ${of.b}. ${countsSentence('Files by name', files)} ${countsSentence('Events', events)}`
    }
    case 'cancelled':
      return `Opening ended before all was read and judged: ${deed.reason}`
    case 'searched':
      return `${deed.title}: ${deed.state}, found in ${formatCounted(deed.events, 'event')}.`
    case 'filtered':
      return `Filter ${deed.filter === '' ? 'cleared' : deed.filter}${deed.events === null ? '' : `: ${formatCounted(deed.events, 'event')}`}`
    case 'queried':
      return `Query (${deed.dialect}${deed.by === undefined ? '' : `, run by ${deed.by}, not over this case`}): ${resultWords(deed)}. ${deed.sql}${parametersOf(deed.parameters)}${deed.shown === null ? '' : ` Filter of shown: ${deed.shown}`}`
    case 'kept':
      return `${deed.decision === null ? 'Kept' : decidedWords[deed.decision]} ${bookmarkedWords(deed.of)}.${deed.tags === undefined ? '' : ` ${tagsWords(deed.tags)}.`}${deed.note === '' ? '' : ` Note: ${deed.note}`}`
    case 'removed':
      return `Removed the bookmark on ${bookmarkedWords(deed.of)}.`
    case 'exported':
      return `Exported ${deed.events === 0 ? '' : `${formatCounted(deed.events, 'event or row', 'events or rows')}: `}${deed.files.map(({ file, sha256 }) => `${file} (SHA-256 ${sha256})`).join(', ')}.`
    case 'keys':
      return `Public keys ${deed.areConfirmed ? 'were compared with AWS' : 'no longer count as compared'}: ${deed.fingerprints.join(', ')}.`
    case 'rules':
      return `Ran ${formatCounted(deed.rules, 'Sigma rule')} of ${deed.folder}: ${formatCounted(deed.findings, 'finding')}.`
    case 'rules-left':
      return 'Left the Sigma rules: what they found counts no more.'
    case 'enriched':
      if (deed.isAtOpening) return `Events are enriched from ${deed.files.map(enrichedBy).join(', ')}.`
      return deed.files.length === 0
        ? 'Chose no files to enrich events from.'
        : `Chose files to enrich events from: ${deed.files.map(enrichedBy).join(', ')}.`
    case 'altered':
      return `The log was not as it had been left${deed.head === null ? '' : ` at line ${deed.head.n}`}: ${deed.problems.join(' ')}`
    case 'closed':
      return 'Closed the case.'
    default:
      return JSON.stringify(deed satisfies never)
  }
}

const enrichedBy = ({ path, sha256, isUsed }: Extract<Deed, { kind: 'enriched' }>['files'][number]): string => {
  const hash = sha256 === null ? 'could not be read' : `SHA-256 ${sha256}`
  return `${path} (${hash}${isUsed || sha256 === null ? '' : ', could not be used'})`
}

const outcomeWords = {
  proven: 'everything that was read is proven',
  unproven: 'something is not proven or in doubt',
  bad: 'something is invalid, moved or missing',
} as const satisfies Readonly<Record<Outcome, string>>

type Verified = Extract<Deed, { kind: 'verified' }>

function verifiedWords({ isAsSaved, of }: Verified): string {
  if (isAsSaved) return 'Verified as saved, before the sources were read again'
  if (of === undefined) return 'Verified'
  const ends = [['from', of.from], ['to', of.to]] as const // biome-ignore format: a list
  const range = ends.flatMap(([end, time]) => (time === null ? [] : [`${end} ${formatUtc(time)}`]))
  return `Verified ${of.paths.join(', ')}${range.length === 0 ? '' : ` delivered ${range.join(' ')}`} with “trailproof verify”`
}

/** Of a line of an earlier version nothing is known of keys. */
function keyWords(keys: readonly UsedKey[] | undefined): string {
  if (keys === undefined) return ''
  const named = keys.map(({ fingerprint, trust }) => `${fingerprint} (${trustedWords[trust]})`)
  return ` Keys that verified signatures: ${named.join(', ') || 'none'}.`
}

const trustedWords = {
  given: 'given apart',
  accepted: 'found in the evidence, trusted as asked',
  confirmed: 'found in the evidence, compared with AWS',
  'from-evidence': 'found in the evidence, not compared with AWS',
  'not-used': 'not used',
} as const satisfies Readonly<Record<KeyTrust, string>>

const trustWords = ({ keyPaths, acceptsEvidence }: Extract<Deed, { kind: 'opened' }>): string => {
  if (acceptsEvidence) return ' Keys in the evidence were trusted.'
  return keyPaths.length === 0 ? '' : ` Keys given: ${keyPaths.join(', ')}.`
}

/** `verified 12, invalid 1`; what there is none of is left out. */
const countsOf = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts).flatMap(([name, count]) => (count === 0 ? [] : [`${name} ${formatCount(count)}`])).join(', ') || 'none' // biome-ignore format: one line

function resultWords({ rows, isCut, problem }: Extract<Deed, { kind: 'queried' }>): string {
  if (rows === null) return `no answer, ${problem}`
  return `${formatCounted(rows, 'row')}${isCut ? ', more were not taken' : ''}`
}

const parametersOf = (parameters: Readonly<Record<string, string>>): string => {
  const told = Object.entries(parameters).map(([name, value]) => `${name} = ${value}`)
  return told.length === 0 ? '' : ` Parameters: ${told.join(', ')}.`
}

const decidedWords = { confirmed: 'Confirmed', dismissed: 'Dismissed as harmless' } as const

function bookmarkedWords(of: Bookmarked): string {
  switch (of.kind) {
    case 'event':
      return `event ${of.ref.eventID ?? 'without an ID'} (record ${of.ref.record + 1} of the file ${of.ref.source})`
    case 'session':
      return `session ${of.name}`
    case 'finding':
      return `finding ${of.id}`
  }
}

/** What is wrong with a log, a sentence. */
export function logProblemSentence(problem: LogProblem): string {
  switch (problem.code) {
    case 'unreadable':
      return `Line ${problem.at} of the file is no line of an examiner log.`
    case 'edited':
      return `Line ${problem.n} was edited: its hash is not that of what it says${inFile(problem)}.`
    case 'repeated':
      return `Line ${problem.n} is there again${inFile(problem)}.`
    case 'inserted':
      return `Another line ${problem.n} was inserted${inFile(problem)}: the lines that follow do not rest on it.`
    case 'moved':
      return `Line ${problem.n} is not in its place${inFile(problem)}.`
    case 'does-not-follow':
      return `Line ${problem.n} does not follow from line ${problem.n - 1}: one of the two was replaced.`
    case 'not-the-head':
      return `Line ${problem.n} is not the line of that number whose hash was kept apart: lines were replaced.`
    case 'missing':
      return problem.from === problem.until
        ? `Line ${problem.from} is missing.`
        : `Lines ${problem.from} to ${problem.until} are missing.`
  }
}

const inFile = ({ at, n }: { readonly at: number; readonly n: number }): string =>
  at === n ? '' : ` (line ${at} of the file)`

/** What the chain comes to, in one or two sentences. */
export function logStateSentence({ lines, problems, anchor, afterAnchor }: LogState): string {
  if (problems.length > 0)
    return `The log was altered: ${formatCounted(problems.length, 'place')}. ${logProblemSentence(problems[0]!)}`
  if (lines === 0) return 'The log has no lines.'
  const follow = lines === 1 ? 'The log has one line.' : `All ${formatCount(lines)} lines follow from each other.`
  if (anchor === null) return `${follow} No head was given: lines that were cut from the end cannot be told.`
  const after = afterAnchor === 0 ? '' : ` ${formatCounted(afterAnchor, 'line')} came after it.`
  return `${follow} Line ${anchor.n} is the head that was kept apart.${after}`
}

/** What an intact chain does not show. */
export const logLimits =
  'The chain has no secret: whoever can write the file and the head can write all of it anew. A head that left this machine before, in the manifest of an export, tells such a log. What is done with other programs is not in it.'

export const logNotKept = (file: string): string =>
  `The examiner log is not kept: ${file} cannot be written, or lies within the evidence. Its lines are lost when the program ends.`

export const headWords = ({ n, hash }: LogHead): string => `${n}:${hash}`

/** Of the lines to come. */
export const writtenAs = (examiner: Examiner): string =>
  `What is done is written down as done by ${examinerName(examiner)}.`

export const accountNameNote =
  'Lines have the name of the account on this machine until you give your name. Lines that are written keep theirs.'

/** The log as a document, for a report. `state`: a sentence. */
export function logAsMarkdown(lines: readonly ShownLogLine[], state: string): string {
  const rows = lines.map(({ n, time, who, version, sentence }) =>
    `| ${[String(n), time === null ? '' : formatUtc(time), who, version, sentence].map(markdownText).join(' | ')} |`) // biome-ignore format: one line
  return [
    '# Examiner log',
    '',
    markdownText(state),
    '',
    markdownText(logLimits),
    '',
    '| Line | Time (UTC) | Examiner | Version | What was done |',
    '| --: | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

/** What the window says of a log that is not as it should be; null where it is. */
export function logAltered(state: LogState, notKept: string | null) {
  if (state.problems.length > 0) return { words: 'The examiner log was altered', why: logStateSentence(state) }
  return notKept === null ? null : { words: 'The examiner log is not kept', why: notKept }
}
