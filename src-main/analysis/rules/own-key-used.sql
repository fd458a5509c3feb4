-- id: own-key-used
-- title: Access key created for oneself and used
-- severity: medium
-- technique: T1098.001
-- why: A second key of the same user keeps working after the first is revoked, and its calls look like the user's
--   own.
-- benign: Rotation: the older key is deleted or made inactive soon afterwards.
-- next: Whether the older key went, and where the new one was used from.
-- from: MITRE ATT&CK T1098.001 (Additional Cloud Credentials); Amazon GuardDuty, IAMAccessKeyCreated
-- calls: iam.amazonaws.com: CreateAccessKey
WITH made AS (
  SELECT id, principal(id) AS who, eventTime, issuedAccessKeyId AS key
  FROM calls
  WHERE userIdentityType = 'IAMUser' AND issuedAccessKeyId IS NOT NULL
    AND coalesce(field(id, 'requestParameters.userName'), userName) = userName
), used AS (
  SELECT accessKeyId AS key, count(*) AS uses, sum(isError) AS errors, min(eventTime) AS since, max(eventTime) AS until,
    json_group_array(DISTINCT sourceIPAddress) AS addresses
  FROM events
  WHERE accessKeyId IN (SELECT key FROM made)
  GROUP BY accessKeyId
)
SELECT made.who || ' ' || key AS subject,
  uses + count(*) AS events,
  min(min(eventTime), since) AS firstSeen,
  max(max(eventTime), until) AS lastSeen,
  made.who || ' created the access key ' || key || ' for itself at ' || min(eventTime) || '. It signed '
    || counted(uses, 'call') || failed(errors)
    || iif(since = until, ' at ' || since, ' from ' || since || ' to ' || until) || ', from ' || listed(addresses)
    || '.' AS sentence,
  '((eventName=CreateAccessKey ' || filter_is('issuedAccessKeyId', key) || ') OR ' || filter_is('accessKeyId', key) || ')'
    AS filter
FROM made JOIN used USING (key)
GROUP BY key
