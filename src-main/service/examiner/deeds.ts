import type { Answer, CallName, CaseSummary, In, JudgedSummary } from '../../../src-shared/contract/index.ts'
import { formatFilter } from '../../../src-shared/filter/text.ts'
import type { Deed } from '../../../src-shared/model/examiner-log.ts'
import type { Job } from '../../../src-shared/model/job.ts'

/** Calls that are written down when they are answered, and as what: null where there is nothing to write down. */
export const deedOfCall: { readonly [N in CallName]?: (input: In<N>, answer: Answer<N>) => Deed | null } = {
  // A query without an id is the window's own: the plan of one that the analyst wrote.
  runSql: (asked, answer) =>
    asked.id === undefined
      ? null
      : queried(asked, answer.ok ? answer.value.rows.length : null, {
          isCut: answer.ok && answer.value.truncated,
          problem: answer.ok ? null : answer.message,
        }),
  sigma: (_, answer) => {
    if (!answer.ok) return null
    const { folder, rules, findings } = answer.value
    return { kind: 'rules', folder, rules: rules.length, findings: findings.length }
  },
  chooseEnrichment: (_, answer) => {
    if (!answer.ok) return null
    const files = answer.value.files.map(({ path, sha256, kind }) => ({ path, sha256, isUsed: kind !== null }))
    return { kind: 'enriched', files }
  },
  filterShown: ({ filter }) => ({ kind: 'filtered', filter: formatFilter(filter), events: null }),
  keepBookmark: ({ of, note, decision }, { ok }) =>
    ok ? { kind: 'kept', of, note, decision: decision ?? null } : null,
  removeBookmark: ({ of }, { ok }) => (ok ? { kind: 'removed', of } : null),
  confirmKeys: ({ fingerprints, are }) => ({ kind: 'keys', fingerprints, areConfirmed: are }),
}

type Asked = Pick<In<'runSql'>, 'sql' | 'dialect' | 'parameters' | 'shown'>
type Outcome = Pick<Extract<Deed, { kind: 'queried' }>, 'isCut' | 'problem'>

export const queried = (
  { sql, dialect = 'sqlite', parameters = {}, shown }: Asked,
  rows: number | null,
  outcome: Outcome,
): Deed => ({
  kind: 'queried',
  sql,
  dialect,
  parameters,
  shown: shown === undefined ? null : formatFilter(shown),
  rows,
  ...outcome,
})

export function deedOfJob({ kind, state, title, events, written }: Job): Deed | null {
  if (state === 'running') return null
  if (kind === 'search') return { kind: 'searched', title, state, events }
  return kind === 'export' && written !== undefined ? { kind: 'exported', files: written, events } : null
}

export const opened = ({ paths, caseFile, keyPaths, acceptsEvidence, events, records }: CaseSummary): Deed => ({
  kind: 'opened',
  paths,
  caseFile: caseFile?.path ?? null,
  keyPaths,
  acceptsEvidence,
  events,
  records,
})

export const verified = ({ proof, integrity }: JudgedSummary): Deed => ({
  kind: 'verified',
  outcome: proof.outcome,
  logs: integrity.logs,
  digests: integrity.digests,
})

/** Done again at once, such as a filter while it is typed, it is written once. Null: each time counts. */
export function foldedBy(deed: Deed): string | null {
  if (deed.kind === 'filtered') return 'filter'
  return deed.kind === 'queried' ? `query ${deed.dialect} ${deed.sql}` : null
}
