-- id: root-access-key-used
-- title: Access key of the root user
-- severity: high
-- technique: T1078.004
-- why: A long-lived key of the root user cannot be limited by any policy and needs no MFA.
-- benign: None that is good practice: AWS advises to delete such keys.
-- next: Which calls changed something, and where else the key was used.
-- from: IAM user guide, "Root user best practices"
-- occurs: userIdentityType Root
SELECT accessKeyId AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  'The root user’s access key ' || accessKeyId || ' signed ' || counted(count(*), 'call')
    || failed(sum(isError)) || ' from ' || counted(count(DISTINCT sourceIPAddress), 'source') || '.' AS sentence,
  'userIdentityType=Root ' || filter_is('accessKeyId', accessKeyId) AS filter
FROM events
WHERE userIdentityType = 'Root' AND accessKeyId GLOB 'AKIA*'
GROUP BY accessKeyId
