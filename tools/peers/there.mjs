/**
 * Trino over the log files of one bucket: `ask` of the views that `trailproof ddl` prints, and `rows` of the same events
 * kept in a table, since each question would read all files anew.
 */
export async function layTables({ trino: { askTrino } }, endpoint, name, statements) {
  const server = (schema) => ({ endpoint, user: 'peers', secret: null, catalog: 'hive', schema })
  /** As `trailproof query --on trino` asks. */
  const rowsOf = async (schema, sql) => {
    const rows = []
    const listener = { onProgress: () => {}, onRows: async (_, found) => void rows.push(...found) }
    const { signal } = new AbortController()
    const answer = await askTrino({ sql, limit: 1_000_000 }, server(schema), listener, { signal })
    if (!answer.ok) throw new Error(answer.message)
    return rows
  }
  const kept = `${name}_kept`
  await rowsOf(null, `CREATE SCHEMA hive.${name}`)
  for (const { sql } of statements) await rowsOf(name, sql)
  await rowsOf(null, `CREATE SCHEMA hive.${kept}`)
  await rowsOf(kept, `CREATE TABLE events WITH (format = 'PARQUET') AS SELECT * FROM hive.${name}.events`)
  await rowsOf(kept, statements.find(({ creates }) => creates === 'resources').sql)
  return {
    ask: (sql) => rowsOf(name, sql),
    rows: (sql) => rowsOf(kept, sql),
    /** The state in which Trino has a long query that was interrupted while it ran. */
    async stateWhenInterrupted() {
      const interrupt = new AbortController()
      const sql =
        'SELECT count(*) FROM events a, events b, events c WHERE a.eventID < b.eventID AND b.eventID < c.eventID'
      const onProgress = ({ state }) => state === 'RUNNING' && interrupt.abort()
      const answer = await askTrino({ sql, limit: 1 }, server(kept), { onProgress, onRows: async () => {} }, interrupt)
      const [, id] = /was told to cancel query (\w+)/.exec(answer.message ?? '') ?? []
      if (id === undefined) return answer.message ?? 'answered before it could be interrupted'
      const [[state, error]] = await rowsOf(
        null,
        `SELECT state, error_code FROM system.runtime.queries WHERE query_id = '${id}'`,
      )
      return `${state} ${error}`
    },
  }
}
