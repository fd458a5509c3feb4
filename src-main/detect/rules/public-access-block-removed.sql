-- id: public-access-block-removed
-- title: Block of public access removed
-- severity: high
-- why: Without the block a policy or an ACL can make objects public.
-- benign: A bucket that serves a public site.
WITH watched(name) AS (VALUES
  ('DeletePublicAccessBlock'), ('DeleteBucketPublicAccessBlock'), ('DeleteAccountPublicAccessBlock')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' removed the block of public access with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
