/** A moment as eventTime is compared with it, in pieces of SQL. */
export interface Moment {
  /** Text up to the second, `'2024-03-05T10:00:00'`: no event of an earlier second is as great. */
  readonly second: string
  /** What eventTime is at that very second, `'2024-03-05T10:00:00Z'`. */
  readonly whole: string
  /** What eventTime is at the moment, with milliseconds; null where there are none. */
  readonly fraction: string | null
}

/** What eventTime is at the moment. */
export const exactly = ({ fraction, whole }: Moment): string => fraction ?? whole

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>='

/** The same comparison seen from the other side. */
export const turned: Readonly<Record<Comparison, Comparison>> = {
  '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=',
} // biome-ignore format: a table

/**
 * SQL that compares eventTime, a text, with a moment. As texts, `…00.250Z` stands before `…00Z`, so that a plain comparison is
 * wrong within one second where only one of the two has milliseconds. What is left of a plain comparison can use an index.
 */
export function compareTime(column: string, comparison: Comparison, moment: Moment): string {
  const { second, whole, fraction } = moment
  if (comparison === '=' || comparison === '<>') return `${column} ${comparison} ${exactly(moment)}`
  if (fraction !== null) {
    return comparison === '>=' || comparison === '>'
      ? `(${column} ${comparison} ${fraction} AND ${column} <> ${whole})`
      : `(${column} ${comparison} ${fraction} OR ${column} = ${whole})`
  }
  switch (comparison) {
    case '>=':
    case '<':
      return `${column} ${comparison} ${second}`
    case '>':
      return `(${column} > ${second} AND ${column} <> ${whole})`
    case '<=':
      return `(${column} < ${second} OR ${column} = ${whole})`
  }
}
