-- id: secrets-read-in-bulk
-- title: Secrets read in bulk
-- severity: medium
-- technique: T1555.006
-- why: Fifty secrets read within an hour is more than an application needs to start.
-- benign: A deployment that reads all its secrets; a backup of secrets.
-- next: Which secrets were read, and by what principal they are read otherwise.
-- from: MITRE ATT&CK T1555.006 (Cloud Secrets Management Stores)
WITH hours AS (
  SELECT userIdentityArn AS arn, eventTimeMs / 3600000 AS hour, count(*) AS reads,
    row_number() OVER (PARTITION BY userIdentityArn ORDER BY count(*) DESC, eventTimeMs / 3600000) AS place
  FROM events
  WHERE eventName IN ('GetSecretValue', 'BatchGetSecretValue') AND userIdentityArn IS NOT NULL
    AND eventTimeMs IS NOT NULL
  GROUP BY userIdentityArn, eventTimeMs / 3600000
)
SELECT arn AS subject,
  count(*) AS events,
  min(e.eventTime) AS firstSeen,
  max(e.eventTime) AS lastSeen,
  arn || ' made ' || counted(count(*), 'call') || ' for secrets in the hour from ' || utc(hour * 3600000)
    || failed(sum(e.isError)) || '.' AS sentence,
  time_filter(hour * 3600000, hour * 3600000 + 3599999) || ' eventName=GetSecretValue,BatchGetSecretValue '
    || filter_is('userIdentityArn', arn) AS filter
FROM hours
JOIN events e ON e.userIdentityArn = arn AND e.eventTimeMs / 3600000 = hour
WHERE e.eventName IN ('GetSecretValue', 'BatchGetSecretValue') AND place = 1 AND reads >= 50
GROUP BY arn
