-- id: made-public
-- title: Resource opened to everyone
-- severity: high
-- why: What everyone may read is found within hours.
-- benign: A bucket that serves a public site; an image that is meant for all.
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' opened resources to everyone with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventID=' || group_concat(eventID) AS filter
FROM events
WHERE eventName IN ('PutBucketPolicy', 'PutBucketAcl', 'PutObjectAcl', 'ModifySnapshotAttribute', 'ModifyImageAttribute',
    'ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute', 'SetQueueAttributes', 'SetTopicAttributes')
  AND requestParameters REGEXP '\\\\?"Principal\\\\?":\s*(\\\\?"\*|\{\s*\\\\?"AWS\\\\?":\s*\\\\?"\*)|/groups/global/A|"group":"all"|"(values|attributeValues|valuesToAdd)":\["all"'
  AND eventID IS NOT NULL -- the filter names the events, as no column tells them
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
