import type { Answer, CallName, CaseSummary, In, JudgedSummary } from '../../../src-shared/contract/index.ts'
import { formatFilter } from '../../../src-shared/filter/text.ts'
import { isAsOfNow } from '../../../src-shared/model/case-file.ts'
import type { Comparison, Side } from '../../../src-shared/model/comparison.ts'
import type { Enrichment } from '../../../src-shared/model/enrichment.ts'
import type { Deed } from '../../../src-shared/model/examiner-log.ts'
import { usedKeys } from '../../../src-shared/model/integrity.ts'
import type { Job } from '../../../src-shared/model/job.ts'
import type { AskedRange, Verification } from '../../../src-shared/model/verification.ts'
import { placeName } from '../../../src-shared/words/remote.ts'

type DeedOf<N extends CallName> = (input: In<N>, answer: Answer<N>) => Deed | null

/** Calls that are written down when they are answered, and as what: null where there is nothing to write down. */
export const deedOfCall = {
  // A query without an id is the window's own: the plan of one that the analyst wrote.
  runSql: (asked, answer) =>
    asked.id === undefined
      ? null
      : queried(asked, answer.ok ? answer.value.rows.length : null, {
          isCut: answer.ok && answer.value.truncated,
          problem: answer.ok ? null : answer.message,
        }),
  runRemote: ({ sql, place }, answer) => ({
    ...queried({ sql }, answer.ok ? answer.value.rows.length : null, {
      isCut: answer.ok && answer.value.answer.isCut,
      problem: answer.ok ? null : answer.message,
    }),
    dialect: place.engine,
    by: placeName(place),
  }),
  sigma: (_, answer) => {
    if (!answer.ok) return null
    const { folder, rules, findings } = answer.value
    return { kind: 'rules', folder, rules: rules.length, findings: findings.length }
  },
  leaveSigma: (_, { ok }) => (ok ? { kind: 'rules-left' } : null),
  chooseEnrichment: (_, answer) => (answer.ok ? enriched(answer.value) : null),
  filterShown: ({ filter }) => ({ kind: 'filtered', filter: formatFilter(filter), events: null }),
  keepBookmark: ({ of, note, tags = [], decision = null }, { ok }) =>
    ok ? { kind: 'kept', of, note, ...(tags.length > 0 && { tags }), decision } : null,
  removeBookmark: ({ of }, { ok }) => (ok ? { kind: 'removed', of } : null),
  confirmKeys: ({ fingerprints, are }) => ({ kind: 'keys', fingerprints, areConfirmed: are }),
} as const satisfies { readonly [N in CallName]?: DeedOf<N> }

/** Why a call is not written down when it is answered. */
export const whyNoDeed = {
  reads: 'It tells what the case or the program holds, and changes nothing.',
  job: 'It begins a job, and what came of that is written down when the job ends.',
  news: 'It changes which case is open, or what is in it: that is written down when the case is told anew.',
  asks: 'It asks another engine what a query would read there, and runs nothing.',
  ends: 'It ends what runs. What came of that until then is written down as its end.',
  window: 'It is of the window: its settings, its dialogs, texts that are kept to be used later.',
  fetches:
    'It fetches evidence into a folder, with a manifest of its own; the folder is written down when it is opened.',
  names: 'It names who works on the case: each line has that name.',
  inner: 'The program asks it of itself, beside what the analyst does.',
} as const

/** All other calls. A call that is in neither list does not compile. */
export const notDeeds: Readonly<Record<Exclude<CallName, keyof typeof deedOfCall>, keyof typeof whyNoDeed>> = {
  openCase: 'news', openSample: 'news', addToCase: 'news', closeCase: 'news', saveCase: 'news',
  exportEvents: 'job', exportSql: 'job', exportFindings: 'job', exportBundle: 'job', writeReport: 'job',
  recordSearches: 'job', searchAgain: 'job',
  estimateRemote: 'asks', cancelJob: 'ends', cancelSql: 'ends', cancelRemote: 'ends',
  // An export of the log beside it shows it as it is.
  examinerLog: 'reads', examinerLogText: 'reads', nameExaminer: 'names',
  startFetch: 'fetches', fetchReport: 'fetches',
  hello: 'window', pickPaths: 'window', listDirectory: 'window', keepSetting: 'window', forgetRecent: 'window',
  savedQueries: 'window', saveQuery: 'window', forgetQuery: 'window', caseView: 'window', keepCaseView: 'window',
  caseWork: 'inner', caseLog: 'inner', appendCaseLog: 'inner', keepCaseWork: 'inner', recogniseCase: 'inner',
  tellLogHead: 'inner', markKept: 'inner', eventRefs: 'inner', warmSql: 'inner', recordFields: 'inner',
  // The host tells it what `chooseEnrichment` and `confirmKeys` chose, now or in an earlier run.
  enrich: 'inner', vouchForKeys: 'inner',
  alarmPeriods: 'reads', anomalies: 'reads', anomalyChart: 'reads', bookmarks: 'reads', coverage: 'reads',
  dashboards: 'reads', enrichment: 'reads', eventAt: 'reads', eventAtTime: 'reads',
  eventCopies: 'reads', eventDeeds: 'reads', eventDetail: 'reads', eventProof: 'reads', eventResources: 'reads',
  events: 'reads', explanations: 'reads', facet: 'reads', findEvents: 'reads', findings: 'reads', findingsOf: 'reads',
  groups: 'reads', hiddenMatches: 'reads', histogram: 'reads', incidents: 'reads', insights: 'reads', integrity: 'reads',
  integrityObjects: 'reads', ledger: 'reads', ledgerCell: 'reads', namedEvents: 'reads', neighbours: 'reads',
  nextEvent: 'reads', profile: 'reads', proofOverTime: 'reads', queryInWords: 'reads', questions: 'reads',
  readAlarms: 'reads', recordValues: 'reads', report: 'reads', ruleQueries: 'reads', rules: 'reads', schema: 'reads',
  session: 'reads', sessions: 'reads', sigmaWhy: 'reads', sources: 'reads', spanAround: 'reads', trailPlaces: 'reads',
  unparsed: 'reads',
} // biome-ignore format: a table

type Asked = Pick<In<'runSql'>, 'sql' | 'dialect' | 'parameters' | 'shown'>
type Outcome = Pick<Extract<Deed, { kind: 'queried' }>, 'isCut' | 'problem'>

export const queried = (
  { sql, dialect = 'sqlite', parameters = {}, shown }: Asked,
  rows: number | null,
  outcome: Outcome,
): Extract<Deed, { kind: 'queried' }> => ({
  kind: 'queried',
  sql,
  dialect,
  parameters,
  shown: shown === undefined ? null : formatFilter(shown),
  rows,
  ...outcome,
})

export const enriched = ({ files }: Pick<Enrichment, 'files'>): Extract<Deed, { kind: 'enriched' }> => ({
  kind: 'enriched',
  files: files.map(({ path, sha256, kind }) => ({ path, sha256, isUsed: kind !== null })),
})

/** What is written down when a job of this kind ends; null where other news of it is. */
const deedOfEnd: Readonly<Record<Job['kind'], ((job: Job) => Deed | null) | null>> = {
  search: ({ title, state, events }) => ({ kind: 'searched', title, state, events }),
  // One that was cancelled or failed has taken back what it had written.
  export: ({ written, events }) => (written === undefined ? null : { kind: 'exported', files: written, events }),
  // Of the case that is told anew.
  open: null,
  add: null,
  save: null,
  check: null,
  // Of the call that began it.
  sigma: null,
  enrich: null,
  // Values of records that a filter names: it is written down itself.
  fields: null,
  // Of no case.
  fetch: null,
}

export const deedOfJob = (job: Job): Deed | null =>
  job.state === 'running' ? null : (deedOfEnd[job.kind]?.(job) ?? null)

export const opened = ({ paths, caseFile, keyPaths, acceptsEvidence, events, records }: CaseSummary): Deed => ({
  kind: 'opened',
  paths,
  caseFile: caseFile?.path ?? null,
  keyPaths,
  acceptsEvidence,
  events,
  records,
})

export const verified = ({ proof, integrity, caseFile }: JudgedSummary): Deed => ({
  kind: 'verified',
  outcome: proof.outcome,
  logs: integrity.logs,
  digests: integrity.digests,
  keys: proof.keys,
  ...(isAsOfNow(caseFile) ? {} : { isAsSaved: true }),
})

/** Done again at once, such as a filter while it is typed, it is written once. Null: each time counts. */
export function foldedBy(deed: Deed): string | null {
  if (deed.kind === 'filtered') return 'filter'
  return deed.kind === 'queried' ? `query ${deed.dialect} ${deed.sql}` : null
}

/** Of the command `verify`, which opens no case. */
export const verifiedBy = (
  { paths, range }: { readonly paths: readonly string[]; readonly range: AskedRange | undefined },
  { report }: Pick<Verification, 'report'>,
): Deed => ({
  kind: 'verified',
  outcome: report.outcome,
  logs: report.counts.logs,
  digests: report.counts.digests,
  keys: usedKeys(report.keys),
  of: { paths, from: range?.from ?? null, to: range?.to ?? null },
})

/** Of the command `compare`, which opens no case. `side`: which of the two the log is of. */
export const comparedBy = (side: Side, { sides, files, events }: Comparison): Deed => ({
  kind: 'compared',
  side,
  of: { a: sides.a.path, b: sides.b.path },
  files,
  events,
})
