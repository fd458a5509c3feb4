import type { InWords } from '../../../src-shared/contract/index.ts'
import { countedFromNewest } from '../../../src-shared/words/sql.ts'
import { type CatalogueQuestion, catalogue } from '../catalogue.ts'
import { type Asked, readWords } from './read-words.ts'
import type { Subject, Unit } from './vocabulary.ts'

const mostRows = 1000
const mostRelated = 5

/**
 * Turns a question in English into a query in Athena's dialect, by rules alone: the same words always give the same query. What was
 * not understood is said. The query is to be looked at before it runs.
 */
export function inWords(text: string): InWords {
  const asked = readWords(text)
  const isUnderstood = asked.conditions.length > 0 || asked.groups.length > 0 || asked.counts !== null
  return {
    sql: isUnderstood ? queryOf(asked) : null,
    dialect: 'athena',
    notUnderstood: asked.ignored.map((lexeme) => lexeme.text),
    said: asked.fromNewest.map(countedFromNewest),
    related: relatedTo(text),
  }
}

function queryOf({ conditions, groups, counts, top }: Asked): string {
  const where = conditions.length === 0 ? [] : [`WHERE ${[...new Set(conditions)].join('\n  AND ')}`]
  if (groups.length > 0) return lines(...grouped(groups, where, top))
  if (counts === 'events') return lines('SELECT count(*) AS events', 'FROM events', ...where)
  if (counts !== null)
    return lines(
      `SELECT count(DISTINCT ${counts}) AS ${nameOfCount[counts]}, count(*) AS events`,
      'FROM events',
      ...where,
    )
  return lines(
    'SELECT eventTime, eventSource, eventName, userIdentityArn, sourceIPAddress, awsRegion, errorCode, eventID',
    'FROM events',
    ...where,
    'ORDER BY eventTime, eventID',
    `LIMIT ${mostRows}`,
  )
}

function grouped(groups: readonly string[], where: readonly string[], top: number | null): string[] {
  const keys = groups.map((group) => (isUnit(group) ? `date_trunc('${group}', eventTime) AS ${group}` : group))
  const unit = groups.findIndex(isUnit)
  const others = groups.map((_, i) => i + 1)
  const order =
    unit === -1 ? ['events DESC', ...others] : [unit + 1, 'events DESC', ...others.filter((i) => i !== unit + 1)]
  return [
    `SELECT ${keys.join(', ')},`,
    '  count(*) AS events,',
    '  count(*) FILTER (WHERE isError) AS errors,',
    '  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen',
    'FROM events',
    ...where,
    `GROUP BY ${others.join(', ')}`,
    `ORDER BY ${order.join(', ')}`,
    `LIMIT ${top ?? mostRows}`,
  ]
}

const units: ReadonlySet<string> = new Set(['minute', 'hour', 'day', 'week', 'month', 'year'] satisfies Unit[])
const isUnit = (group: string): boolean => units.has(group)

const nameOfCount: Readonly<Record<Subject, string>> = {
  userIdentityArn: 'principals',
  userIdentityType: 'identityTypes',
  sourceIPAddress: 'addresses',
  accessKeyId: 'accessKeys',
  awsRegion: 'regions',
  recipientAccountId: 'accounts',
  userIdentityAccountId: 'callingAccounts',
  eventSource: 'services',
  eventName: 'apis',
  errorCode: 'errorCodes',
  errorMessage: 'errorMessages',
  userAgent: 'agents',
  bucketName: 'buckets',
  requestedRoleArn: 'roles',
  sessionIssuerArn: 'sessionIssuers',
  tlsVersion: 'tlsVersions',
}

const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`

/** Questions of the library that share most words with the text; words that many questions have count less. */
function relatedTo(text: string): readonly string[] {
  const asked = new Set(stems(text))
  return catalogue
    .map((question) => ({ id: question.id, score: score(question, asked) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, mostRelated)
    .map(({ id }) => id)
}

const wordsOf = new Map(catalogue.map((q) => [q.id, new Set(stems(`${q.title} ${q.question} ${q.id}`))]))
const frequency = new Map<string, number>()
for (const words of wordsOf.values()) for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1)

function score({ id }: CatalogueQuestion, asked: ReadonlySet<string>): number {
  let sum = 0
  for (const word of wordsOf.get(id)!) if (asked.has(word)) sum += Math.log(catalogue.length / frequency.get(word)!)
  return sum
}

/** Words in small letters without the endings of plurals and past. */
function stems(text: string): readonly string[] {
  return [...text.toLowerCase().matchAll(/[a-z0-9]{3,}/g)].map(([word]) =>
    word.replace(/(?<=..)(ies|ied|es|ed|ing|s)$/, ''),
  )
}
