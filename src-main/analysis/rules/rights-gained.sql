-- id: rights-gained
-- title: Refused operations succeed after the caller changed its own rights
-- severity: medium
-- technique: T1098.003, T1078.004
-- why: Who tries what a stolen key may do, gives the key more rights and then does what was refused, has taken over the
--   account. Looks a day back and a day ahead from the first such change.
-- benign: An administrator who notices a missing right and grants it to the own user or role.
-- next: Which rights were given, and everything that the same key did afterwards.
-- from: MITRE ATT&CK T1098.003 (Additional Cloud Roles); Rhino Security Labs, "AWS IAM privilege escalation: methods and
--   mitigation"
-- calls: iam.amazonaws.com: PutUserPolicy, AttachUserPolicy, AddUserToGroup, PutRolePolicy, AttachRolePolicy
WITH changed AS MATERIALIZED (
  SELECT userIdentityArn AS arn, min(id) AS id, min(eventTimeMs) AS at
  FROM calls
  WHERE NOT isError AND userIdentityArn IS NOT NULL AND (
    userIdentityType = 'IAMUser' AND field(id, 'requestParameters.userName') = userName
    OR userIdentityType = 'AssumedRole' AND field(id, 'requestParameters.roleName') = sessionIssuerUserName)
  GROUP BY userIdentityArn
), refused AS MATERIALIZED (
  SELECT DISTINCT changed.arn, events.eventSource, events.eventName
  FROM changed JOIN events ON events.userIdentityArn = changed.arn
  WHERE events.id < changed.id AND events.eventTimeMs >= changed.at - 86400000
    AND (events.errorCode GLOB 'AccessDenied*' OR events.errorCode GLOB '*UnauthorizedOperation')
), gained AS (
  -- The first success of each is enough, and keeps the filter short.
  SELECT changed.arn, changed.at, min(events.id) AS id, min(events.eventTime) AS eventTime, events.eventName
  FROM changed
  JOIN events ON events.userIdentityArn = changed.arn
  JOIN refused ON refused.arn = changed.arn AND refused.eventSource = events.eventSource
    AND refused.eventName = events.eventName
  WHERE events.id > changed.id AND events.eventTimeMs <= changed.at + 86400000 AND NOT events.isError
  GROUP BY changed.arn, events.eventSource, events.eventName
)
SELECT arn AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  arn || ' was refused ' || listed(json_group_array(eventName)) || ', changed its own rights at ' || utc(at)
    || ', and then succeeded with ' || iif(count(*) = 1, 'it', 'each of them') || '. The first success of each is listed.' AS sentence,
  filter_events(json_group_array(id)) AS filter
FROM gained
GROUP BY arn
