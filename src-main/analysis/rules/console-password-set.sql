-- id: console-password-set
-- title: Console password set for a user
-- severity: medium
-- why: A password for a user who had a key only is a second way in.
-- benign: Setting up a user; a forgotten password.
-- from: MITRE ATT&CK T1098.001 (Additional Cloud Credentials)
WITH watched(name) AS (VALUES
  ('CreateLoginProfile'), ('UpdateLoginProfile')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' set console passwords with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventSource=iam.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventSource = 'iam.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
