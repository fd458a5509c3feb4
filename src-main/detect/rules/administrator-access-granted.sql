-- id: administrator-access-granted
-- title: Administrator access granted
-- severity: high
-- why: With AdministratorAccess a principal can do everything in the account.
-- benign: Setting up administrators or pipelines.
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' attached AdministratorAccess with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventID=' || group_concat(eventID) AS filter
FROM events
WHERE eventName IN ('AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy')
  AND field(id, 'requestParameters.policyArn') GLOB 'arn:*:iam::aws:policy/AdministratorAccess'
  AND eventID IS NOT NULL -- the filter names the events, as no column tells them
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
