import { fail, ok, type Result } from '../../base/result.ts'
import { columnNames, columns } from '../../model/columns.ts'
import { jsonColumns } from '../ddl/record-fields.ts'
import { literal } from '../ddl/text.ts'
import { isSaid, isToken, type Token, tokenize } from '../tokens.ts'
import { madeByService } from './by-service.ts'
import { eventsWhere } from './filter-query.ts'
import { pathValue } from './path-value.ts'

/**
 * The events that a rule of SQL finds, as a query over the view `events` of Athena or Trino. It can be written where the rule
 * is a condition on single events, `SELECT … FROM events WHERE …`, grouped or not, or several of these; a rule that compares
 * events with each other or rests on verdicts is none.
 */
export function ruleQuery(sql: string): Result<string, 'query'> {
  try {
    const conditions = selectsIn(tokenize(sql).filter(isSaid)).map((select) => new Condition(conditionIn(select)).sql())
    return ok(
      eventsWhere(conditions.length === 1 ? conditions[0]! : conditions.map((sql) => `(${sql})`).join('\n  OR ')),
    )
  } catch (error) {
    if (!(error instanceof NotPlain)) throw error
    return fail('query', notPlain)
  }
}

const notPlain =
  'The rule compares events with each other, looks through lists of a parameter, reads policies or rests on verdicts: no single query over log files finds what it finds. Its query runs on a case, of log files that were fetched.'

/** Something in the text is no condition on single events, or has no twin here. */
class NotPlain extends Error {}

/** Places of a keyword that stands in no parentheses. */
function placesOf(tokens: readonly Token[], word: string): readonly number[] {
  let depth = 0
  return tokens.flatMap((token, at) => {
    if (isToken(token, '(')) depth++
    else if (isToken(token, ')')) depth--
    return depth === 0 && isToken(token, word) ? [at] : []
  })
}

function selectsIn(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const unions = placesOf(tokens, 'union')
  return [-2, ...unions].map((at, index) => tokens.slice(at + 2, unions[index]))
}

/** What stands behind WHERE and before GROUP BY. Of the groups, each is one subject's. */
function conditionIn(select: readonly Token[]): readonly Token[] {
  const [[from = -1, ...froms], [where = -1], [group = select.length]] = (['from', 'where', 'group'] as const).map((word) => placesOf(select, word)) as [number[], number[], number[]] // biome-ignore format: one thing
  const isPlain = froms.length === 0 && where === from + 2 && isToken(select[from + 1], 'events') && group > where
  if (!isPlain || placesOf(select, 'having').length > 0 || placesOf(select, 'limit').length > 0) throw new NotPlain()
  return select.slice(where + 1, group)
}

const flags: ReadonlySet<string> = new Set(['isError', ...columnNames.filter((name) => columns[name].type === 'flag')])
/** Columns of the view that a rule may name; what is known of a case only is not among them. */
const known: ReadonlySet<string> = new Set(['eventTimeMs', ...flags, ...columnNames, ...Object.keys(jsonColumns)])
const kept: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'null', '(', ')', ',', '=', '<>', '<', '>', '<=', '>=']) // biome-ignore format: a list

/** Whether no space stands between two parts. */
const isClose = (before: string | undefined, part: string): boolean =>
  before === undefined || before === '(' || part === ')' || part === ',' || (before === 'coalesce' && part === '(')

/** A condition of SQLite, written for Trino. */
class Condition {
  readonly #out: string[] = []
  #at = 0

  constructor(private readonly tokens: readonly Token[]) {}

  sql(): string {
    while (this.#at < this.tokens.length) this.#step()
    return this.#out.reduce((sql, part, at) => sql + (isClose(this.#out[at - 1], part) ? '' : ' ') + part, '')
  }

  #step(): void {
    const token = this.tokens[this.#at]!
    const { kind, text } = token
    const word = text.toLowerCase()
    if (kind === 'string' || kind === 'number') this.#write(text)
    else if (known.has(text)) this.#column(text)
    else if (text === 'byAwsService') this.#write(madeByService)
    else if (word === 'field') this.#field()
    else if (word === 'is') this.#is()
    else if (word === 'glob' || word === 'regexp') this.#pattern(word)
    else if (word === 'coalesce') this.#write(word)
    else if (kept.has(word)) this.#write(text.toUpperCase())
    else throw new NotPlain()
  }

  #write(sql: string, tokens = 1): void {
    this.#out.push(sql)
    this.#at += tokens
  }

  /** A flag of SQLite is compared with 0 and 1. */
  #column(name: string): void {
    const [, sign, value] = this.tokens.slice(this.#at, this.#at + 3)
    if (!flags.has(name) || !isToken(sign, '=')) this.#write(`"${name}"`)
    else if (value?.text === '0' || value?.text === '1') this.#write(`"${name}" = ${value.text === '1'}`, 3)
    else throw new NotPlain()
  }

  /** `field(id, 'path')` */
  #field(): void {
    const path = this.tokens[this.#at + 4]
    const sql = path?.kind === 'string' ? pathValue(path.text.slice(1, -1)) : null
    if (sql === null) throw new NotPlain()
    this.#write(sql, 6)
  }

  /** With a value, IS and IS NOT compare as `=` and `<>` do, and NULL is a value, too. */
  #is(): void {
    const isNot = isToken(this.tokens[this.#at + 1], 'not')
    const value = this.tokens[this.#at + (isNot ? 2 : 1)]
    if (isToken(value, 'null')) this.#write(isNot ? 'IS NOT' : 'IS', isNot ? 2 : 1)
    else if (value?.kind === 'string') this.#write(isNot ? 'IS DISTINCT FROM' : 'IS NOT DISTINCT FROM', isNot ? 2 : 1)
    else throw new NotPlain()
  }

  /** What is compared was written last. */
  #pattern(word: 'glob' | 'regexp'): void {
    const pattern = this.tokens[this.#at + 1]
    if (pattern?.kind !== 'string') throw new NotPlain()
    if (word === 'regexp') this.#write(`regexp_like(${this.#out.pop()}, ${pattern.text})`, 2)
    else this.#write(`LIKE ${likeOf(pattern.text.slice(1, -1).replaceAll("''", "'"))}`, 2)
  }
}

/** SQLite's GLOB with stars only; LIKE of Trino minds the case of letters as GLOB does. */
function likeOf(glob: string): string {
  if (/[?[\]]/.test(glob)) throw new NotPlain()
  const like = glob.replaceAll(/[\\%_]/g, '\\$&').replaceAll('*', '%')
  return /[\\%_]/.test(glob) ? `${literal(like)} ESCAPE '\\'` : literal(like)
}
