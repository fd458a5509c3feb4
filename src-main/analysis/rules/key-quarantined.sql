-- id: key-quarantined
-- title: AWS quarantined an access key
-- severity: high
-- why: AWS attaches this policy when it finds a key in public, such as in a source repository.
-- benign: None: the key was public.
-- from: AWS managed policies AWSCompromisedKeyQuarantine, …V2 and V3
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' attached a quarantine policy with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  filter_events(json_group_array(id)) AS filter
FROM events
WHERE eventName = 'AttachUserPolicy'
  AND field(id, 'requestParameters.policyArn') GLOB '*:policy/AWSCompromisedKeyQuarantine*'
GROUP BY principal_filter(id)
