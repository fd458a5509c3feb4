import { statementsOf } from '../statements.ts'
import { nameOf } from '../tokens.ts'
import { type ConditionGrammar, signedNumber, wellFormedText } from './conditions.ts'
import { Cursor, OtherShape, otherShape } from './cursor.ts'
import { type Expression, Expressions, operandNamed, sameOperand } from './expressions.ts'
import { type GroupedQuery, type GroupedType, isWrittenAsText, type Literal } from './query.ts'
import { Reading, type Shown } from './reading.ts'

/**
 * The grouped query that a text is, as SQLite would read it; null for everything else, in part or in whole. The text is
 * one that SQLite accepts: what it refuses is not told here. `columnNames`: all columns of view `events`, in lower case.
 */
export function groupedQueryIn(sql: string, columnNames: ReadonlySet<string>): GroupedQuery | null {
  const [statement, ...others] = statementsOf(sql)
  if (statement === undefined || others.length > 0) return null
  try {
    return new SqliteReading(new Cursor(statement.tokens), columnNames).query()
  } catch (error) {
    if (error instanceof OtherShape) return null
    throw error
  }
}

/** Words that follow an expression or a table and are no alias of it. */
const noAlias: ReadonlySet<string> = new Set([
  'from', 'where', 'group', 'having', 'order', 'limit', 'isnull', 'notnull', 'collate', 'over', 'filter', 'window', 'union',
  'intersect', 'except', 'join', 'left', 'right', 'full', 'inner', 'cross', 'natural', 'indexed', 'not',
]) // biome-ignore format: a list
/** Names that SQLite knows beside those of columns. */
const special: ReadonlySet<string> = new Set(['rowid', 'oid', '_rowid_', 'true', 'false'])

class SqliteReading extends Reading {
  protected readonly expressions: Expressions
  protected readonly grammar: ConditionGrammar = {
    literal: (type) => this.#literal(type),
    likeIgnoresCase: true,
    hasFormsOfSqlite: true,
  }
  readonly #columnNames: ReadonlySet<string>
  /** The name by which columns may be qualified, in lower case. */
  #table = ''

  constructor(cursor: Cursor, columnNames: ReadonlySet<string>) {
    super(cursor)
    this.#columnNames = columnNames
    this.expressions = new Expressions(cursor)
  }

  protected readonly isNullFirst = (isDescending: boolean): boolean => !isDescending

  protected readShown(): Shown {
    const expression = this.expressions.expression()
    const alias = this.#alias()
    return alias === null || this.#isClear(alias, expression) ? { expression, alias } : otherShape()
  }

  protected table(): GroupedQuery['from'] {
    const from = this.cursor.name().toLowerCase()
    if (from !== 'events' && from !== 'shown') return otherShape()
    this.#table = this.#alias() ?? from
    return from
  }

  protected isMeant(): boolean {
    return [...this.expressions.qualifiers].every((qualifier) => qualifier === this.#table)
  }

  protected cut(): Pick<GroupedQuery, 'limit' | 'offset'> {
    const { cursor } = this
    if (!cursor.took('limit')) return { limit: null, offset: 0 }
    const first = cursor.wholeNumber()
    if (cursor.took('offset')) return { limit: first, offset: cursor.wholeNumber() }
    if (cursor.took(',')) return { limit: cursor.wholeNumber(), offset: first }
    return { limit: first, offset: 0 }
  }

  /**
   * Whether the alias means the same wherever it stands. SQLite takes the name of a column before an alias in WHERE, GROUP
   * BY and HAVING, and behind it in ORDER BY.
   */
  #isClear(alias: string, expression: Expression): boolean {
    if (special.has(alias)) return false
    if (!this.#columnNames.has(alias)) return true
    return 'operand' in expression && sameOperand(expression.operand, operandNamed(alias))
  }

  /** In lower case. */
  #alias(): string | null {
    const { cursor } = this
    if (cursor.took('as')) return cursor.name().toLowerCase()
    const token = cursor.peek()
    const name = token === undefined ? null : (nameOf(token)?.toLowerCase() ?? null)
    if (name === null || (token!.kind === 'word' && noAlias.has(name))) return null
    cursor.take()
    return name
  }

  #literal(type: GroupedType): Literal {
    const { cursor } = this
    if (isWrittenAsText(type)) return wellFormedText(cursor)
    if (type === 'flag' && cursor.took('true')) return 1
    if (type === 'flag' && cursor.took('false')) return 0
    return signedNumber(cursor)
  }
}
