-- id: administrator-access-granted
-- title: Administrator access granted
-- severity: high
-- why: With AdministratorAccess a principal can do everything in the account.
-- benign: Setting up administrators or pipelines.
-- from: MITRE ATT&CK T1098.003 (Additional Cloud Roles)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' attached AdministratorAccess with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  filter_events(json_group_array(id)) AS filter
FROM events
WHERE eventName IN ('AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy')
  AND field(id, 'requestParameters.policyArn') GLOB 'arn:*:iam::aws:policy/AdministratorAccess'
GROUP BY principal_filter(id)
