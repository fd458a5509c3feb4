-- id: public-access-block-removed
-- title: Block of public access removed
-- severity: high
-- why: Without the block a policy or an ACL can make objects public.
-- benign: A bucket that serves a public site.
-- from: Amazon S3 user guide, "Blocking public access to your Amazon S3 storage"
WITH watched(name) AS (VALUES
  ('DeletePublicAccessBlock'), ('DeleteBucketPublicAccessBlock'), ('DeleteAccountPublicAccessBlock')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' removed the block of public access with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
