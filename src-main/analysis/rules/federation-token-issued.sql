-- id: federation-token-issued
-- title: Federation token issued
-- severity: low
-- why: Credentials from GetFederationToken outlive the deletion of the key that asked for them, and open the console.
-- benign: An older application that hands such tokens to its users.
-- from: AWS STS API Reference, GetFederationToken
WITH watched(name) AS (VALUES
  ('GetFederationToken')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' asked for federation tokens with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventSource=sts.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventSource = 'sts.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
