import type { SqlDialect } from '../../../../src-shared/sql/dialect.ts'
import {
  blankTime,
  type Cell,
  distinct,
  groupsOf,
  ordered,
  type PlainRecord,
  type Row,
  resourcesOf,
  text,
  timestamp,
} from './records.ts'

export interface Question {
  readonly dialect: SqlDialect
  readonly sql: string
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

const store = 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111'
const of = (path: string) => (record: PlainRecord) => text(record, path)
const [name, source, id, error] = [of('eventName'), of('eventSource'), of('eventID'), of('errorCode')]
const [arn, key, region] = [of('userIdentity.arn'), of('userIdentity.accessKeyId'), of('awsRegion')]
const [bucket, address, agent] = [of('requestParameters.bucketName'), of('sourceIPAddress'), of('userAgent')]
const time = (record: PlainRecord): string => text(record, 'eventTime')!
const issuer = of('userIdentity.sessionContext.sessionIssuer.userName')
const isError = (record: PlainRecord) => error(record) !== null

const counted = (records: readonly PlainRecord[], key: (record: PlainRecord) => Row): Row[] =>
  groupsOf(records, key).map(([row, { length }]) => [...row, length])
const ids = (records: readonly PlainRecord[]): readonly Row[] =>
  ordered(
    records.map((record) => [id(record)]),
    0,
  )
const earliest = (records: readonly PlainRecord[]) => records.map(time).toSorted()[0]!
const latest = (records: readonly PlainRecord[]) => records.map(time).toSorted().at(-1)!
const seconds = (iso: string) => Date.parse(iso) / 1000
const inOrder = (records: readonly PlainRecord[]) =>
  records.toSorted((a, b) => (`${time(a)} ${id(a)}` < `${time(b)} ${id(b)}` ? -1 : 1))

/** In the manner of the queries that AWS and others publish, for whatever records; answers are worked out from them. */
export function questionsOf(records: readonly PlainRecord[]): readonly Question[] {
  const times = records.map(time).toSorted()
  const [from, until] = [times[times.length >> 2]!, times[(times.length * 3) >> 2]!]
  const day = from.slice(0, 10)
  const [year, month, dayOfMonth] = day.split('-')
  const within = records.filter((record) => time(record) >= from && time(record) < until)
  const lake = (sql: string, columns: string, rows: readonly Row[]): Question => ({
    dialect: 'lake', sql, columns: columns.split(' '), rows,
  }) // biome-ignore format: one question in a line
  const athena = (sql: string, columns: string, rows: readonly Row[]): Question => ({
    ...lake(sql, columns, rows), dialect: 'athena',
  }) // biome-ignore format: the same
  const count = (is: (record: PlainRecord) => boolean): Row[] => [[records.filter(is).length]]
  const where = (is: (record: PlainRecord) => boolean | undefined) => records.filter(is)

  return [
    lake(
      'SELECT eventName, count(*) AS calls FROM $EDS_ID GROUP BY eventName ORDER BY calls DESC, eventName LIMIT 10',
      'eventName calls',
      ordered(
        counted(records, (r) => [name(r)]),
        ~1,
        0,
      ).slice(0, 10),
    ),
    lake(
      `SELECT userIdentity.arn, eventSource, COUNT(*) FROM ${store} WHERE errorCode IS NOT NULL
      GROUP BY userIdentity.arn, eventSource HAVING COUNT(*) > 2 ORDER BY 3 DESC, 1, 2`,
      'arn eventSource _col2',
      ordered(
        counted(where(isError), (r) => [arn(r), source(r)]).filter((row) => Number(row[2]) > 2),
        ~2,
        0,
        1,
      ),
    ),
    ...[
      `eventTime >= '${blankTime(from)}' AND eventTime < '${blankTime(until)}'`,
      `eventTime >= '${blankTime(from)}.000' AND eventTime < timestamp '${blankTime(until)}'`,
      `eventTime >= from_iso8601_timestamp('${from}') AND eventTime < from_iso8601_timestamp('${until}')`,
      `eventTime >= CAST('${blankTime(from)}' AS timestamp) AND NOT eventTime >= date_parse('${blankTime(until)}', '%Y-%m-%d %H:%i:%s')`,
    ].map((condition) => lake(`SELECT eventID FROM ${store} WHERE ${condition} ORDER BY 1`, 'eventID', ids(within))),
    ...[
      `eventtime >= '${from}' AND eventtime < '${until}'`,
      `from_iso8601_timestamp(eventtime) >= timestamp '${blankTime(from)}' AND from_iso8601_timestamp(eventtime) < timestamp '${blankTime(until)}'`,
      `date_parse(eventtime, '%Y-%m-%dT%H:%i:%sZ') >= timestamp '${blankTime(from)}' AND parse_datetime(eventtime, 'yyyy-MM-dd''T''HH:mm:ss''Z''') < timestamp '${blankTime(until)} UTC'`,
      `to_unixtime(from_iso8601_timestamp(eventtime)) >= ${seconds(from)} AND to_unixtime(from_iso8601_timestamp(eventtime)) < ${seconds(until)}`,
    ].map((condition) =>
      athena(`SELECT eventid FROM cloudtrail_logs WHERE ${condition} ORDER BY eventid`, 'eventid', ids(within)),
    ),
    lake(`SELECT count(*) FROM $EDS_ID WHERE eventTime < '${day}'`, '_col0', count((r) => time(r) < day)),
    lake(`SELECT count(*) AS n FROM $EDS_ID WHERE date(eventTime) = date '${day}'`, 'n', count((r) => time(r).startsWith(day))),
    lake(
      "SELECT date_trunc('hour', eventTime) AS hour, count(*) AS n FROM $EDS_ID GROUP BY 1 ORDER BY 1",
      'hour n',
      ordered(counted(records, (r) => [timestamp(`${time(r).slice(0, 13)}:00:00Z`)]), 0),
    ),
    lake(
      `SELECT userIdentity.accessKeyId, min(eventTime) AS first, max(eventTime) AS last, date_diff('minute', min(eventTime), max(eventTime)) AS minutes
      FROM $EDS_ID WHERE userIdentity.accessKeyId IS NOT NULL GROUP BY userIdentity.accessKeyId ORDER BY 1`,
      'accessKeyId first last minutes',
      ordered(
        groupsOf(where((r) => key(r) !== null), (r) => [key(r)]).map(([row, of]) => [
          ...row, timestamp(earliest(of)), timestamp(latest(of)), Math.trunc((seconds(latest(of)) - seconds(earliest(of))) / 60),
        ]),
        0,
      ),
    ),
    lake(
      'SELECT EVENTNAME, Count(*) writes FROM $EDS_ID WHERE readOnly = false AND managementEvent = true GROUP BY eventName ORDER BY 2 DESC, 1',
      'EVENTNAME writes',
      ordered(counted(where((r) => r.readOnly === false && r.managementEvent === true), (r) => [name(r)]), ~1, 0),
    ),
    lake(
      `SELECT element_at(requestParameters, 'bucketName') AS bucket, count(*), count(DISTINCT element_at(requestParameters, 'key'))
      FROM $EDS_ID WHERE element_at(requestParameters, 'bucketName') IS NOT NULL GROUP BY element_at(requestParameters, 'bucketName') ORDER BY 1`,
      'bucket _col1 _col2',
      ordered(
        groupsOf(where((r) => bucket(r) !== null), (r) => [bucket(r)]).map(([row, of]) => [
          ...row, of.length, distinct(of.map((r) => text(r, 'requestParameters.key'))).length,
        ]),
        0,
      ),
    ),
    lake(
      'SELECT tlsDetails.tlsVersion, count(*) FROM $EDS_ID GROUP BY tlsDetails.tlsVersion ORDER BY tlsDetails.tlsVersion',
      'tlsVersion _col1',
      ordered(counted(records, (r) => [text(r, 'tlsDetails.tlsVersion')]), 0),
    ),
    lake(
      "SELECT count(*) FROM $EDS_ID WHERE eventName LIKE 'Get%' OR eventName LIKE '%object' OR eventName LIKE 'Put_bject'",
      '_col0',
      count((r) => /^Get|object$|^Put.bject$/.test(name(r) ?? '')),
    ),
    lake(
      "SELECT eventName FROM $EDS_ID WHERE eventName NOT LIKE 'Describe%' AND eventSource IN ('iam.amazonaws.com', 'sts.amazonaws.com') GROUP BY eventName ORDER BY eventName DESC",
      'eventName',
      ordered(groupsOf(where((r) => name(r)?.startsWith('Describe') === false && /^(iam|sts)\./.test(source(r) ?? '')), (r) => [name(r)]).map(([row]) => row), ~0),
    ),
    lake(
      "SELECT count(*) FROM $EDS_ID WHERE errorCode NOT IN ('AccessDenied', 'ThrottlingException')",
      '_col0',
      count((r) => isError(r) && !['AccessDenied', 'ThrottlingException'].includes(error(r)!)),
    ),
    lake(
      `SELECT userIdentity.sessionContext.sessionIssuer.userName AS role, userIdentity.sessionContext.attributes.mfaAuthenticated AS mfa, count(*) AS n
      FROM $EDS_ID WHERE userIdentity.type = 'AssumedRole' GROUP BY 1, 2 ORDER BY 1, 2`,
      'role mfa n',
      ordered(
        counted(where((r) => text(r, 'userIdentity.type') === 'AssumedRole'), (r) => [issuer(r), text(r, 'userIdentity.sessionContext.attributes.mfaAuthenticated')]),
        0, 1,
      ),
    ),
    lake(
      'SELECT r.arn AS arn, count(*) AS n FROM $EDS_ID CROSS JOIN UNNEST(resources) AS t (r) GROUP BY r.arn ORDER BY n DESC, arn',
      'arn n',
      ordered(counted(records.flatMap(resourcesOf), (r) => [text(r, 'ARN') ?? text(r, 'arn')]), ~1, 0),
    ),
    athena(
      'SELECT eventid, resource.type FROM cloudtrail_logs LEFT JOIN UNNEST(resources) AS u (resource) ON TRUE ORDER BY eventid, resource.type',
      'eventid type',
      ordered(records.flatMap((r) => (resourcesOf(r).length === 0 ? [[id(r), null]] : resourcesOf(r).map((each) => [id(r), text(each, 'type')]))), 0, 1),
    ),
    lake(
      'SELECT userIdentity.arn, array_join(array_agg(DISTINCT eventName ORDER BY eventName), \', \') AS calls FROM $EDS_ID GROUP BY userIdentity.arn ORDER BY 1',
      'arn calls',
      ordered(groupsOf(records, (r) => [arn(r)]).map(([row, of]) => [...row, distinct(of.map(name)).toSorted().join(', ')]), 0),
    ),
    lake(
      `SELECT CASE WHEN errorCode IS NULL THEN 'answered' WHEN errorCode LIKE '%Denied%' OR errorCode LIKE '%Unauthorized%' THEN 'denied' ELSE 'failed' END AS outcome, count(*)
      FROM $EDS_ID GROUP BY 1 ORDER BY 1`,
      'outcome _col1',
      ordered(counted(records, (r) => [!isError(r) ? 'answered' : /Denied|Unauthorized/.test(error(r)!) ? 'denied' : 'failed']), 0),
    ),
    lake(
      `WITH busy AS (SELECT userIdentity.arn AS arn, count(*) AS n FROM ${store} GROUP BY userIdentity.arn HAVING count(*) > 20)
      SELECT b.arn, b.n, count(DISTINCT e.eventName) AS names FROM busy b JOIN ${store} e ON e.userIdentity.arn = b.arn GROUP BY b.arn, b.n ORDER BY b.n DESC, b.arn`,
      'arn n names',
      ordered(
        groupsOf(where((r) => arn(r) !== null), (r) => [arn(r)]).filter(([, of]) => of.length > 20).map(([row, of]) => [...row, of.length, distinct(of.map(name)).length]),
        ~1, 0,
      ),
    ),
    lake(
      `SELECT issued.eventID, count(*) AS uses FROM ${store} AS issued JOIN b2c3d4e5-6789-01ab-cdef-EXAMPLE22222 AS used
      ON used.userIdentity.accessKeyId = json_extract_scalar(issued.eventJson, '$.responseElements.credentials.accessKeyId')
      WHERE issued.eventName LIKE 'AssumeRole%' GROUP BY issued.eventID ORDER BY issued.eventID`,
      'eventID uses',
      ordered(
        where((r) => name(r)?.startsWith('AssumeRole')).map((r) => [id(r), where((u) => key(u) !== null && key(u) === text(r, 'responseElements.credentials.accessKeyId')).length]).filter((row) => row[1] !== 0),
        0,
      ),
    ),
    lake(
      `SELECT awsRegion, eventID FROM (SELECT awsRegion, eventID, row_number() OVER (PARTITION BY awsRegion ORDER BY eventTime, eventID) AS place FROM $EDS_ID)
      WHERE place <= 2 ORDER BY awsRegion, place`,
      'awsRegion eventID',
      ordered(groupsOf(inOrder(records), (r) => [region(r)]).map(([row]) => row), 0).flatMap(([of]) =>
        inOrder(where((r) => region(r) === of!)).slice(0, 2).map((r) => [of!, id(r)]),
      ),
    ),
    lake(
      `SELECT eventID, date_diff('second', lag(eventTime) OVER (ORDER BY eventTime, eventID), eventTime) AS gap FROM $EDS_ID WHERE errorCode IS NOT NULL ORDER BY eventTime, eventID`,
      'eventID gap',
      inOrder(where(isError)).map((r, i, all) => [id(r), i === 0 ? null : seconds(time(r)) - seconds(time(all[i - 1]!))]),
    ),
    lake(
      "SELECT eventName FROM $EDS_ID WHERE errorCode IS NOT NULL UNION SELECT eventName FROM $EDS_ID WHERE eventSource = 'signin.amazonaws.com' ORDER BY 1",
      'eventName',
      ordered(groupsOf(where((r) => isError(r) || source(r) === 'signin.amazonaws.com'), (r) => [name(r)]).map(([row]) => row), 0),
    ),
    lake(
      'SELECT count(*) AS n FROM $EDS_ID WHERE sourceIPAddress IN (SELECT sourceIPAddress FROM $EDS_ID WHERE errorCode IS NOT NULL)',
      'n',
      count((r) => address(r) !== null && where(isError).some((e) => address(e) === address(r))),
    ),
    lake(
      "SELECT coalesce(errorCode, 'none') AS code, count_if(readOnly) AS reads, count_if(NOT readOnly) AS writes FROM $EDS_ID GROUP BY coalesce(errorCode, 'none') ORDER BY code",
      'code reads writes',
      ordered(groupsOf(records, (r) => [error(r) ?? 'none']).map(([row, of]) => [...row, of.filter((r) => r.readOnly === true).length, of.filter((r) => r.readOnly === false).length]), 0),
    ),
    lake(
      "SELECT date_format(eventTime, '%Y-%m-%d %H:00') AS hour, day_of_week(eventTime) AS weekday, hour(eventTime), count(*) FROM $EDS_ID GROUP BY 1, 2, 3 ORDER BY 1",
      'hour weekday _col2 _col3',
      ordered(counted(records, (r) => [`${blankTime(time(r)).slice(0, 13)}:00`, new Date(time(r)).getUTCDay() || 7, Number(time(r).slice(11, 13))]), 0),
    ),
    ...[['DESC NULLS FIRST', ~0], ['NULLS FIRST', 0]].map(([direction, place]) => {
      const codes = groupsOf(records, (r) => [error(r)]).map(([row]) => row)
      const nulls = codes.filter(([code]) => code === null)
      return lake(`SELECT DISTINCT errorCode FROM $EDS_ID ORDER BY errorCode ${direction}`, 'errorCode', [...nulls, ...ordered(codes.filter(([code]) => code !== null), Number(place))])
    }),
    lake('SELECT DISTINCT errorCode FROM $EDS_ID ORDER BY errorCode DESC', 'errorCode', ordered(groupsOf(records, (r) => [error(r)]).map(([row]) => row), ~0)),
    athena(
      'SELECT useridentity.type, useridentity.invokedby, count(*) AS n FROM cloudtrail_logs GROUP BY useridentity.type, useridentity.invokedby ORDER BY n DESC, 1, 2',
      'type invokedby n',
      ordered(counted(records, (r) => [text(r, 'userIdentity.type'), text(r, 'userIdentity.invokedBy')]), ~2, 0, 1),
    ),
    athena(
      `SELECT json_extract_scalar(requestparameters, '$.bucketName') AS bucket, json_extract_scalar(requestparameters, '$.bucketname') AS other, count(*) AS n
      FROM cloudtrail_logs WHERE json_extract_scalar(requestparameters, '$.bucketName') IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 1`,
      'bucket other n',
      ordered(counted(where((r) => bucket(r) !== null), (r) => [bucket(r), null]), ~2, 0),
    ),
    athena(
      `SELECT json_extract_scalar(requestparameters, '$.encryptionContext["aws:s3:arn"]') AS object, count(*) AS n FROM cloudtrail_logs
      WHERE eventsource = 'kms.amazonaws.com' GROUP BY 1 ORDER BY n DESC, object`,
      'object n',
      ordered(
        counted(where((r) => source(r) === 'kms.amazonaws.com'), (r) => [((r.requestParameters as PlainRecord | null)?.encryptionContext as PlainRecord | undefined)?.['aws:s3:arn'] as Cell ?? null]),
        ~1, 0,
      ),
    ),
    athena(
      "SELECT max(TRY_CAST(json_extract_scalar(requestparameters, '$.durationSeconds') AS integer)) AS longest FROM cloudtrail_logs WHERE eventname = 'AssumeRole'",
      'longest',
      [[where((r) => name(r) === 'AssumeRole').map((r) => text(r, 'requestParameters.durationSeconds')).reduce<number | null>((most, each) => (each === null ? most : Math.max(most ?? 0, Number(each))), null)]],
    ),
    ...[
      `year = '${year}' AND month = '${month}' AND day = '${dayOfMonth}'`,
      `year = ${Number(year)} AND month = ${Number(month)} AND day = ${Number(dayOfMonth)}`,
      `"timestamp" = '${year}/${month}/${dayOfMonth}'`,
      `"date" = '${year}/${month}/${dayOfMonth}'`,
      `date_partition BETWEEN '${day}' AND '${day}'`,
      `dt = '${year}${month}${dayOfMonth}'`,
      `substr(eventtime, 1, 10) = '${day}'`,
    ].map((condition) => athena(`SELECT count(*) AS events FROM logs WHERE ${condition}`, 'events', count((r) => time(r).startsWith(day)))),
    athena(
      'SELECT region, account, count(*) AS n FROM logs GROUP BY region, account ORDER BY region, account',
      'region account n',
      ordered(counted(records, (r) => [region(r), text(r, 'recipientAccountId')]), 0, 1),
    ),
    athena(
      "SELECT useragent, count(*) AS n FROM cloudtrail_logs WHERE regexp_like(useragent, '(?i)aws-cli|boto3') GROUP BY useragent ORDER BY n DESC, useragent",
      'useragent n',
      ordered(counted(where((r) => agent(r) !== null && /aws-cli|boto3/i.test(agent(r)!)), (r) => [agent(r)]), ~1, 0),
    ),
    athena(
      "SELECT regexp_extract(useridentity.arn, 'assumed-role/([^/]+)/(.*)$', 1) AS role, split_part(useridentity.arn, '/', 3) AS session, count(*) AS n FROM logs WHERE useridentity.type = 'AssumedRole' GROUP BY 1, 2 ORDER BY 1, 2",
      'role session n',
      ordered(
        counted(where((r) => text(r, 'userIdentity.type') === 'AssumedRole'), (r) => [/assumed-role\/([^/]+)\/(.*)$/.exec(arn(r) ?? '')?.[1] ?? null, arn(r)?.split('/')[2] ?? null]),
        0, 1,
      ),
    ),
    athena("SELECT count(*) AS n FROM logs WHERE readonly = 'false'", 'n', count((r) => r.readOnly === false)),
    athena(
      `SELECT day, n, sum(n) OVER (ORDER BY day) AS running FROM (SELECT substr(eventtime, 1, 10) AS day, count(*) AS n FROM logs GROUP BY substr(eventtime, 1, 10)) ORDER BY day`,
      'day n running',
      ordered(counted(records, (r) => [time(r).slice(0, 10)]), 0).map(([of, n]) => [of!, n!, count((r) => time(r).slice(0, 10) <= String(of))[0]![0]!]),
    ),
    athena(
      'SELECT useridentity.accesskeyid FROM logs GROUP BY useridentity.accesskeyid HAVING count(DISTINCT sourceipaddress) > 1 AND useridentity.accesskeyid IS NOT NULL ORDER BY 1',
      'accesskeyid',
      ordered(groupsOf(where((r) => key(r) !== null), (r) => [key(r)]).filter(([, of]) => distinct(of.map(address)).length > 1).map(([row]) => row), 0),
    ),
    athena(
      'SELECT eventsource, count(*) FILTER (WHERE errorcode IS NOT NULL) AS failed, round(100e0 * count(errorcode) / count(*), 1) AS percent FROM logs GROUP BY eventsource ORDER BY eventsource',
      'eventsource failed percent',
      ordered(groupsOf(records, (r) => [source(r)]).map(([row, of]) => {
        const failed = of.filter(isError).length
        return [...row, failed, Math.round((1000 * failed) / of.length) / 10]
      }), 0),
    ),
    athena(
      "SELECT count(*) AS n FROM logs a WHERE errorcode IS NULL AND EXISTS (SELECT 1 FROM logs b WHERE b.errorcode IS NOT NULL AND b.eventname = a.eventname AND b.useridentity.arn = a.useridentity.arn)",
      'n',
      count((r) => !isError(r) && where(isError).some((e) => name(e) === name(r) && arn(e) !== null && arn(e) === arn(r))),
    ),
    athena(
      "SELECT eventsource, min_by(eventname, eventid) AS one, cardinality(array_agg(DISTINCT eventname)) AS names, contains(array_agg(awsregion), 'us-east-1') AS is_there FROM logs GROUP BY eventsource ORDER BY 1",
      'eventsource one names is_there',
      ordered(groupsOf(records, (r) => [source(r)]).map(([row, of]) => [
        ...row, name(of.toSorted((a, b) => (id(a)! < id(b)! ? -1 : 1))[0]!), new Set(of.map(name)).size, String(of.some((r) => region(r) === 'us-east-1')),
      ]), 0),
    ),
    athena(
      "SELECT eventsource, eventname, place FROM (SELECT eventsource, eventname, rank() OVER (PARTITION BY eventsource ORDER BY count(*) DESC) AS place FROM logs GROUP BY eventsource, eventname) WHERE place = 1 ORDER BY 1, 2",
      'eventsource eventname place',
      ordered(groupsOf(records, (r) => [source(r)]).flatMap(([[of], events]) => {
        const names = counted(events, (r) => [name(r)])
        const most = Math.max(...names.map((row) => Number(row[1])))
        return names.filter((row) => row[1] === most).map((row): Row => [of!, row[0]!, 1])
      }), 0, 1),
    ),
    athena(
      "SELECT to_iso8601(date_add('hour', 1, from_iso8601_timestamp(eventtime))) AS later, eventid FROM logs ORDER BY eventtime DESC, eventid DESC LIMIT 3",
      'later eventid',
      inOrder(records).toReversed().slice(0, 3).map((r) => [new Date(Date.parse(time(r)) + 3_600_000).toISOString(), id(r)]),
    ),
    athena(
      'SELECT eventsource, awsregion, count(*) AS n FROM logs GROUP BY GROUPING SETS ((eventsource, awsregion), (eventsource), ()) ORDER BY 1, 2, 3',
      'eventsource awsregion n',
      ordered([...counted(records, (r) => [source(r), region(r)]), ...counted(records, (r) => [source(r), null]), [null, null, records.length]], 0, 1, 2),
    ),
  ] // biome-ignore format: a question and its answer
}
