/**
 * Questions that both engines are asked, over the same log files. `sql` is Trino's; `here` is the same for SQLite, where the
 * text differs. Rows are compared as sets, so that the order of equal rows does not count.
 */
const question = (title, sql, here = sql) => ({ title, sql, here })

/** Columns whose values depend on where the files lie, or on how the engine writes JSON. */
const columnsElsewhere = [
  'id',
  'file',
  'recordindex',
  'account',
  'family',
  'region',
  'day',
  'requestparametersbytes',
  'responseelementsbytes',
]

/** The columns of the views that have one meaning in both. */
export const sameColumns = (columns) => columns.filter((name) => !columnsElsewhere.includes(name.toLowerCase()))

const hour = (sql) => sql.replaceAll('HOUR', "date_format(eventTime, '%Y-%m-%d %H')")
const hourHere = (sql) => sql.replaceAll('HOUR', "replace(substr(eventTime, 1, 13), 'T', ' ')")
const byHour = (title, sql) => question(title, hour(sql), hourHere(sql))

export const questions = [
  question('how many events', 'SELECT count(*), count(DISTINCT eventID), sum(copies) FROM events'),
  question('first and last', 'SELECT min(eventTimeMs), max(eventTimeMs) FROM events'),
  question('by operation', 'SELECT eventName, count(*) FROM events GROUP BY eventName'),
  question('by service and operation', 'SELECT eventSource, eventName, count(*) FROM events GROUP BY 1, 2'),
  question('by Region', 'SELECT awsRegion, count(*) FROM events GROUP BY awsRegion'),
  question('by account', 'SELECT recipientAccountId, count(*) FROM events GROUP BY recipientAccountId'),
  question('by type of identity', 'SELECT userIdentityType, count(*) FROM events GROUP BY 1'),
  question('by principal', 'SELECT userIdentityArn, count(*), count(DISTINCT eventName) FROM events GROUP BY 1'),
  question('by address', 'SELECT sourceIPAddress, count(*), min(eventTimeMs), max(eventTimeMs) FROM events GROUP BY 1'),
  question('by agent', 'SELECT userAgent, count(*) FROM events GROUP BY 1'),
  question('by error', 'SELECT errorCode, count(*) FROM events WHERE errorCode IS NOT NULL GROUP BY 1'),
  question('errors by operation', 'SELECT eventName, errorCode, count(*) FROM events WHERE isError GROUP BY 1, 2'),
  question('failed and not', 'SELECT isError, count(*) FROM events GROUP BY 1'),
  question('reads and writes', 'SELECT readOnly, count(*) FROM events GROUP BY 1'),
  question('management and data', 'SELECT eventCategory, managementEvent, count(*) FROM events GROUP BY 1, 2'),
  question('by version', 'SELECT eventVersion, count(*) FROM events GROUP BY 1'),
  question('by TLS', 'SELECT tlsVersion, cipherSuite, count(*) FROM events GROUP BY 1, 2'),
  question('by MFA', 'SELECT mfaAuthenticated, count(*) FROM events GROUP BY 1'),
  question('by session issuer', 'SELECT sessionIssuerArn, sessionIssuerType, count(*) FROM events GROUP BY 1, 2'),
  question('by access key', 'SELECT accessKeyId, count(*), count(DISTINCT sourceIPAddress) FROM events GROUP BY 1'),
  question('keys handed out', 'SELECT eventID, issuedAccessKeyId FROM events WHERE issuedAccessKeyId IS NOT NULL'),
  question('roles asked for', 'SELECT requestedRoleArn, count(*) FROM events WHERE requestedRoleArn IS NOT NULL GROUP BY 1'),
  question('sign-ins', 'SELECT eventID, consoleLogin, mfaUsed FROM events WHERE consoleLogin IS NOT NULL'),
  question('by bucket', 'SELECT bucketName, count(*) FROM events WHERE bucketName IS NOT NULL GROUP BY 1'),
  question('copies', 'SELECT copies, count(*) FROM events GROUP BY 1'),
  question('copies by operation', 'SELECT eventName, sum(copies) - count(*) FROM events GROUP BY 1 HAVING sum(copies) > count(*)'),
  question('root', "SELECT eventID, eventName FROM events WHERE userIdentityType = 'Root'"),
  question('access denied', "SELECT userIdentityArn, eventName, count(*) FROM events WHERE errorCode LIKE 'AccessDenied%' OR errorCode LIKE '%UnauthorizedOperation' GROUP BY 1, 2"),
  question('deletes', "SELECT eventName, count(*) FROM events WHERE eventName LIKE 'Delete%' GROUP BY 1"),
  question('made by services', 'SELECT invokedBy, count(*) FROM events WHERE invokedBy IS NOT NULL GROUP BY 1'),
  question('more than ten', 'SELECT eventName, count(*) AS n FROM events GROUP BY 1 HAVING count(*) > 10'),
  question('first use of a key', 'SELECT accessKeyId, min(eventTimeMs) FROM events WHERE accessKeyId IS NOT NULL GROUP BY 1'),
  question('principals of several addresses', 'SELECT userIdentityArn, count(DISTINCT sourceIPAddress) FROM events GROUP BY 1 HAVING count(DISTINCT sourceIPAddress) > 1'),
  question('failing principals', 'SELECT userIdentityArn, count(*), sum(CASE WHEN isError THEN 1 ELSE 0 END) FROM events GROUP BY 1'),
  question('ranked operations of a principal', 'SELECT * FROM (SELECT userIdentityArn, eventName, count(*) AS n, rank() OVER (PARTITION BY userIdentityArn ORDER BY count(*) DESC) AS place FROM events GROUP BY 1, 2) t WHERE place <= 3'),
  question('sessions and their source', 'SELECT sessionCreationDate, sourceIdentity, count(*) FROM events WHERE sessionCreationDate IS NOT NULL GROUP BY 1, 2'),
  question('events of the next hour by one key', 'SELECT count(*) FROM events a JOIN events b ON b.accessKeyId = a.issuedAccessKeyId AND b.eventTimeMs BETWEEN a.eventTimeMs AND a.eventTimeMs + 3600000'),
  question('operations in all accounts', 'SELECT eventName FROM events GROUP BY 1 HAVING count(DISTINCT recipientAccountId) = (SELECT count(DISTINCT recipientAccountId) FROM events)'),
  question('never failed', 'SELECT DISTINCT eventName FROM events EXCEPT SELECT eventName FROM events WHERE isError'),
  byHour('by hour', 'SELECT HOUR, count(*) FROM events GROUP BY 1'),
  byHour('errors by hour', 'SELECT HOUR, errorCode, count(*) FROM events WHERE isError GROUP BY 1, 2'),
  byHour('writes of a principal by hour', 'SELECT HOUR, userIdentityArn, count(*) FROM events WHERE readOnly = false GROUP BY 1, 2'),
  question('one day', "SELECT eventName, count(*) FROM events WHERE eventTime >= TIMESTAMP '2021-07-30 00:00:00' AND eventTime < TIMESTAMP '2021-07-31 00:00:00' GROUP BY 1", "SELECT eventName, count(*) FROM events WHERE eventTime >= '2021-07-30T00:00:00Z' AND eventTime < '2021-07-31T00:00:00Z' GROUP BY 1"),
  question('a field of the request', "SELECT json_extract_scalar(requestParameters, '$.bucketName'), count(*) FROM events GROUP BY 1", "SELECT field(id, 'requestParameters.bucketName'), count(*) FROM events GROUP BY 1"),
  question('bytes out by bucket', "SELECT bucketName, CAST(round(sum(CAST(json_extract_scalar(additionalEventData, '$.bytesTransferredOut') AS double))) AS bigint) FROM events WHERE eventName = 'GetObject' GROUP BY 1", "SELECT bucketName, CAST(round(sum(field(id, 'additionalEventData.bytesTransferredOut'))) AS INTEGER) FROM events WHERE eventName = 'GetObject' GROUP BY 1"),
  question('kinds of resources', 'SELECT type, count(*) FROM resources GROUP BY 1'),
  question('resources of operations', 'SELECT e.eventName, r.arn, count(*) FROM events e JOIN resources r ON r.event = e.id GROUP BY 1, 2'),
  question('log files', 'SELECT count(DISTINCT file) FROM events'),
] // biome-ignore format: a question a line

/** Columns of the library that say who was first: of events of one second, each engine takes another. */
export const undecided = {
  'services-first-used': ['firstUser'],
  'new-addresses': ['firstCall'],
  'first-seen-principals': ['firstCall'],
}

/** Filters whose events both show. */
export const filters = [
  '',
  'eventName=ConsoleLogin,GetObject,PutObject',
  'eventName!=PutObject errorCode=*',
  'eventName~bucket',
  'eventName^=list',
  'userAgent!~aws',
  'errorCode!=*',
  'isError=true readOnly=false',
  'mfaAuthenticated!=true',
  'sourceIPAddress=10.0.0.0/8,0.0.0.0/2,::/0',
  'sourceIPAddress!=0.0.0.0/1',
  'requestParametersBytes>=300',
  'requestParametersBytes<=100',
  'time=2021-07-29T12:00:00Z..2025-03-12T00:00:00Z',
  '(userIdentityType=Root OR invokedBy=*) NOT eventName~object',
  '"amazonaws.com"',
  'requestParameters.bucketName=*',
  'requestParameters.roleArn~role requestParameters.roleSessionName!=*',
  'requestParameters.filterSet~items',
  'resources[0].ARN~bucket',
  'additionalEventData.bytesTransferredOut!=0',
]
