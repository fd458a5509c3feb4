/** A row of SQLite's EXPLAIN QUERY PLAN. */
export interface PlanRow {
  readonly id: number
  /** Of the row it belongs to; 0 for the query itself. */
  readonly parent: number
  readonly detail: string
}

/** A step of a plan. */
export interface PlanStep {
  readonly depth: number
  /** A sentence. */
  readonly words: string
  /** As SQLite says it. */
  readonly detail: string
  /** It is done for each row of the step before it, and reads all rows each time. */
  readonly isCostly: boolean
}

/**
 * The steps of a plan in their order, each with a sentence. Source of the forms: SQLite, "EXPLAIN QUERY PLAN"
 * (https://www.sqlite.org/eqp.html). Tables of one level are a loop within a loop.
 */
export function planSteps(rows: readonly PlanRow[]): readonly PlanStep[] {
  const within = (parent: number, depth: number): readonly PlanStep[] => {
    let loops = 0
    return rows
      .filter((row) => row.parent === parent)
      .flatMap(({ id, detail }) => {
        const isInner = isLoop(detail) && loops++ > 0
        const isCostly = isInner && detail.startsWith('SCAN ') && !/ USING /.test(detail)
        const words = isInner ? `For each of these rows: ${lowered(wordsOf(detail))}` : wordsOf(detail)
        const step = { depth, words, detail, isCostly }
        // A plan of one step may have no number.
        return id === parent ? [step] : [step, ...within(id, depth + 1)]
      })
  }
  return within(0, 0)
}

const isLoop = (detail: string): boolean => /^(?:SCAN|SEARCH) /.test(detail)
const lowered = (sentence: string): string => sentence[0]!.toLowerCase() + sentence.slice(1)

/** Tables behind the views that an analyst knows. */
const views: Readonly<Record<string, string>> = {
  event: 'events', resource: 'resources', copy: 'copies', coverage_hour: 'coverage', absence: 'absences',
  finding: 'findings', finding_event: 'finding_events', incident: 'incidents', incident_event: 'incident_events', session: 'sessions', session_hop: 'session_hops',
  config_item: 'config_items',
} // biome-ignore format: a table

const table = (name: string): string => views[name] ?? name

/** The first form that a detail has decides. */
const forms: readonly (readonly [RegExp, (found: readonly string[]) => string])[] = [
  [/^SCAN (\d+) CONSTANT ROWS?$/, ([, count]) => `Takes ${count} given ${count === '1' ? 'row' : 'rows'}.`],
  [/^SCAN CONSTANT ROW$/, () => 'Takes one given row.'],
  [/^SCAN (\S+) VIRTUAL TABLE/, ([, name]) => `Reads the rows of ${table(name!)}().`],
  [/^SCAN (\S+) USING (?:COVERING )?INDEX (\S+)/, ([, name, index]) => `Reads all rows of ${table(name!)} in the order of the index ${index}.`],
  [/^SCAN (\S+)/, ([, name]) => `Reads all rows of ${table(name!)}.`],
  [/^SEARCH (\S+) USING AUTOMATIC.*INDEX \((.*)\)/, ([, name, terms]) => `Finds rows of ${table(name!)} by an index made for this query (${terms}).`],
  [/^SEARCH (\S+) USING INTEGER PRIMARY KEY \((.*)\)/, ([, name, terms]) => `Finds rows of ${table(name!)} by their number (${terms}).`],
  [/^SEARCH (\S+) USING (?:COVERING )?INDEX (\S+) \((.*)\)/, ([, name, index, terms]) => `Finds rows of ${table(name!)} by the index ${index} (${terms}).`],
  [/^SEARCH (\S+)$/, ([, name]) => `Reads rows of ${table(name!)} until the least or the greatest is found.`],
  [/^USE TEMP B-TREE FOR (.*)/, ([, what]) => `Sorts rows for ${what}.`],
  [/^(?:MATERIALIZE|CO-ROUTINE) (.*)/, ([, name]) => `Answers ${name} first:`],
  [/^CORRELATED (?:SCALAR|LIST) SUBQUERY/, () => 'For each row answers a query within the query:'],
  [/^(?:SCALAR|LIST) SUBQUERY/, () => 'Answers a query within the query once:'],
  [/^REUSE (?:LIST )?SUBQUERY/, () => 'Takes the answer of a query within the query again.'],
  [/^MULTI-INDEX OR/, () => 'Finds rows by several indexes, one for each part of OR:'],
  [/^INDEX (\d+)/, ([, number]) => `Part ${number}:`],
  [/^COMPOUND QUERY/, () => 'Answers several queries:'],
  [/^LEFT-MOST SUBQUERY/, () => 'The first:'],
  [/^MERGE \((.*)\)/, ([, how]) => `Merges two sorted answers (${how}):`],
  [/^(UNION ALL|UNION|EXCEPT|INTERSECT)(?: USING TEMP B-TREE)?/, ([, how]) => `${how}:`],
  [/^(?:LEFT|RIGHT)$/, ([side]) => `The ${side!.toLowerCase()} one:`],
  [/^BLOOM FILTER ON (\S+)/, ([, name]) => `Leaves out rows without a counterpart in ${table(name!)}.`],
  [/^RIGHT-JOIN (\S+)/, ([, name]) => `Adds the rows of ${table(name!)} that have no counterpart.`],
  [/^(?:RECURSIVE STEP|SETUP)$/, ([what]) => (what === 'SETUP' ? 'Begins with:' : 'Goes on, until no row comes, with:')],
  [/^ANSWER FROM COLUMNS/, () => 'Counts events by the codes of their values; SQLite reads no row.'],
] // biome-ignore format: a table

/** What SQLite says is shown as it is where its form is not known. */
function wordsOf(detail: string): string {
  for (const [form, words] of forms) {
    const found = form.exec(detail)
    if (found !== null) return words(found)
  }
  return `${detail}.`
}
