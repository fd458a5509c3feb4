-- id: key-quarantined
-- title: AWS quarantined an access key
-- severity: high
-- why: AWS attaches this policy when it finds a key in public, such as in a source repository.
-- benign: None: the key was public.
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' attached a quarantine policy with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventID=' || group_concat(eventID) AS filter
FROM events
WHERE eventName = 'AttachUserPolicy'
  AND field(id, 'requestParameters.policyArn') GLOB '*:policy/AWSCompromisedKeyQuarantine*'
  AND eventID IS NOT NULL -- the filter names the events, as no column tells them
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
