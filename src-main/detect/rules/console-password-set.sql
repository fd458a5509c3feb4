-- id: console-password-set
-- title: Console password set for a user
-- severity: medium
-- why: A password for a user who had a key only is a second way in.
-- benign: Setting up a user; a forgotten password.
WITH watched(name) AS (VALUES
  ('CreateLoginProfile'), ('UpdateLoginProfile')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' set console passwords with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventSource=iam.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventSource = 'iam.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
