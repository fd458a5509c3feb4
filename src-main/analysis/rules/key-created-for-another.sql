-- id: key-created-for-another
-- title: Access key created for another user
-- severity: high
-- why: A key created for another user keeps working after the attacker's own key is revoked.
-- benign: An administrator who sets up users.
-- from: MITRE ATT&CK T1098.001 (Additional Cloud Credentials)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' created access keys for other users with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  filter_events(json_group_array(id)) AS filter
FROM events
WHERE eventName = 'CreateAccessKey' AND eventSource = 'iam.amazonaws.com'
  AND field(id, 'requestParameters.userName') <> coalesce(userName, '')
GROUP BY principal_filter(id)
