-- id: key-created-for-another
-- title: Access key created for another user
-- severity: high
-- why: A key made for someone else works when the own one is revoked.
-- benign: An administrator who sets up users.
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' created access keys for other users with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventID=' || group_concat(eventID) AS filter
FROM events
WHERE eventName = 'CreateAccessKey' AND eventSource = 'iam.amazonaws.com'
  AND field(id, 'requestParameters.userName') <> coalesce(userName, '')
  AND eventID IS NOT NULL -- the filter names the events, as no column tells them
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
