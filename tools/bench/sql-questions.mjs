// Questions in SQL, asked of the engine and of other databases. A text is in the dialect that all of them read, unless an
// engine has one of its own: `duckdb`, `chdb`. `sqlite`: the same for our SQLite, where the columns answer it, too.

const orderedByCount = 'ORDER BY n DESC, 1 LIMIT 50'

/** What the columns answer from their codes. */
export const shapes = {
  'count of all': { sql: 'SELECT count(*) AS n FROM events' },
  'by eventName': { sql: 'SELECT eventName, count(*) AS n FROM events GROUP BY eventName ORDER BY n DESC, 1' },
  'by eventSource': { sql: 'SELECT eventSource, count(*) AS n FROM events GROUP BY 1 ORDER BY n DESC, 1' },
  'by userIdentityArn': { sql: `SELECT userIdentityArn, count(*) AS n FROM events GROUP BY 1 ${orderedByCount}` },
  'by arn and eventName': {
    sql: 'SELECT userIdentityArn, eventName, count(*) AS n FROM events GROUP BY 1, 2 ORDER BY n DESC, 1, 2 LIMIT 100',
  },
  'by key and eventName': {
    sql: 'SELECT accessKeyId, eventName, count(*) AS n FROM events GROUP BY 1, 2 ORDER BY n DESC, 1, 2 LIMIT 100',
  },
  'three count(DISTINCT)': {
    sql: 'SELECT count(DISTINCT userIdentityArn) AS a, count(DISTINCT sourceIPAddress) AS b, count(DISTINCT accessKeyId) AS c FROM events',
  },
  'principals with errors': {
    sql: `SELECT userIdentityArn, count(*) AS n FROM events WHERE errorCode IS NOT NULL GROUP BY 1 ${orderedByCount}`,
  },
  'by hour': {
    sql: "SELECT date_trunc('hour', eventTime) AS h, count(*) AS n FROM events GROUP BY 1 ORDER BY 1",
    sqlite: "SELECT strftime('%Y-%m-%d %H', eventTime) AS h, count(*) AS n FROM events GROUP BY 1 ORDER BY 1",
  },
  'userAgent LIKE': {
    sql: `SELECT userAgent, count(*) AS n FROM events WHERE userAgent LIKE '%Botocore#1.34.1%' GROUP BY 1 ${orderedByCount}`,
  },
  'first and last use of keys': {
    sql: `SELECT accessKeyId, min(eventTime) AS a, max(eventTime) AS b, count(*) AS n FROM events GROUP BY 1 ${orderedByCount}`,
  },
  'addresses of keys': {
    sql: 'SELECT accessKeyId, count(DISTINCT sourceIPAddress) AS n FROM events GROUP BY 1 HAVING count(DISTINCT sourceIPAddress) > 3 ORDER BY n DESC, 1 LIMIT 50',
  },
  'names of principals, one service': {
    sql: `SELECT userIdentityArn, count(DISTINCT eventName) AS n FROM events WHERE eventSource = 'iam.amazonaws.com' GROUP BY 1 ${orderedByCount}`,
  },
}

/** What DuckDB answers over the columns: the rest of the questions that analysts ask. */
export const questions = {
  'uses of keys that failed': {
    sql: `SELECT e.accessKeyId, count(*) AS n FROM events e JOIN events f ON f.accessKeyId = e.accessKeyId WHERE f.errorCode = 'AccessDenied' AND f.eventSource = 'iam.amazonaws.com' GROUP BY 1 ${orderedByCount}`,
  },
  'ntile over hourly counts': {
    sql: "WITH h AS (SELECT eventName, date_trunc('hour', eventTime) AS t, count(*) AS n FROM events GROUP BY 1, 2), q AS (SELECT eventName, n, ntile(20) OVER (PARTITION BY eventName ORDER BY n) AS tile FROM h) SELECT eventName, max(n) AS n FROM q WHERE tile <= 19 GROUP BY 1 ORDER BY n DESC, 1 LIMIT 50",
  },
  'sessions, gap of 30 minutes': {
    sql: "WITH t AS (SELECT accessKeyId, eventTime, lag(eventTime) OVER (PARTITION BY accessKeyId ORDER BY eventTime) AS prev FROM events) SELECT accessKeyId, count(*) AS n FROM t WHERE prev IS NULL OR date_diff('second', prev, eventTime) > 1800 GROUP BY 1 ORDER BY n DESC, 1 LIMIT 50",
    chdb: "WITH t AS (SELECT accessKeyId, eventTime, lagInFrame(toNullable(eventTime)) OVER (PARTITION BY accessKeyId ORDER BY eventTime ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS prev FROM events) SELECT accessKeyId, count(*) AS n FROM t WHERE prev IS NULL OR date_diff('second', prev, eventTime) > 1800 GROUP BY 1 ORDER BY n DESC, 1 LIMIT 50",
  },
  'self-join within 5 minutes': {
    sql: `SELECT e.userIdentityArn, count(*) AS n FROM events e JOIN events s ON s.userIdentityArn = e.userIdentityArn AND s.eventTime >= e.eventTime AND s.eventTime <= e.eventTime + INTERVAL '5' MINUTE WHERE e.errorCode = 'AccessDenied' AND s.errorCode IS NULL GROUP BY 1 ${orderedByCount}`,
  },
  'one principal, one day, in order': {
    sql: "SELECT eventTime, eventName, sourceIPAddress, errorCode FROM events WHERE userIdentityArn LIKE '%user/platform-deploy-0' AND eventTime >= TIMESTAMP '2025-03-05 00:00:00' AND eventTime < TIMESTAMP '2025-03-06 00:00:00' ORDER BY eventTime, eventName, 3, 4 LIMIT 100",
  },
  'a place in records, of one eventName': {
    sql: "SELECT json_extract_scalar(requestParameters, '$.maxResults') AS r, count(*) AS n FROM events WHERE eventName = 'DescribeInstances' GROUP BY 1 ORDER BY n DESC, 1 LIMIT 50",
    duckdb:
      "SELECT requestParameters ->> '$.maxResults' AS r, count(*) AS n FROM events WHERE eventName = 'DescribeInstances' GROUP BY 1 ORDER BY n DESC, 1 LIMIT 50",
    chdb: "SELECT JSONExtract(requestParameters, 'maxResults', 'Nullable(String)') AS r, count(*) AS n FROM events WHERE eventName = 'DescribeInstances' GROUP BY 1 ORDER BY n DESC, 1 LIMIT 50",
  },
  'a place in records, of all': {
    sql: "SELECT json_extract_scalar(requestParameters, '$.maxResults') AS r, count(*) AS n FROM events GROUP BY 1 ORDER BY n DESC, 1 LIMIT 50",
    duckdb:
      "SELECT requestParameters ->> '$.maxResults' AS r, count(*) AS n FROM events GROUP BY 1 ORDER BY n DESC, 1 LIMIT 50",
    chdb: "SELECT JSONExtract(requestParameters, 'maxResults', 'Nullable(String)') AS r, count(*) AS n FROM events GROUP BY 1 ORDER BY n DESC, 1 LIMIT 50",
  },
  'first page of SELECT *': { sql: 'SELECT * FROM events LIMIT 100' },
}

/** Texts by the names of questions, as an engine reads them. */
export const textsFor = (engine) =>
  Object.fromEntries(
    Object.entries({ ...shapes, ...questions }).map(([name, { sql, ...own }]) => [name, own[engine] ?? sql]),
  )

/** Milliseconds that our answers may take; beside them stand those of the peers. */
export const mostMs = {
  ...Object.fromEntries(Object.keys(shapes).map((name) => [name, 60])),
  'by key and eventName': 150,
  'first and last use of keys': 90,
  'addresses of keys': 90,
  'first page of SELECT *': 50,
  'a place in records, of one eventName': 100,
  'a place in records, of all': 100,
}
/** From the first query of a case that needs DuckDB until its answer. */
export const mostToStartMs = 300
