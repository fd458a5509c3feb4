-- id: role-chain-to-another-account
-- title: A role session assumed a role in another account
-- severity: medium
-- technique: T1550.001, T1199
-- why: From one account to the next, and who began it stands only in the first call. Found where this case holds the
--   call that issued the session's key.
-- benign: Deployment and data pipelines that go through a hub account on purpose.
-- next: What the session did in the other account, in Sessions.
-- from: IAM user guide, "Roles terms and concepts: role chaining"
WITH hops AS (
  SELECT hop.id, hop.eventTime, hop.accessKeyId, hop.requestedRoleArn, hop.issuedAccessKeyId, hop.sourceIPAddress,
    principal(hop.id) AS subject,
    principal_filter(hop.id) AS who,
    principal(issuer.id) AS began
  FROM events hop
  JOIN events issuer ON issuer.issuedAccessKeyId = hop.accessKeyId
  WHERE hop.eventName = 'AssumeRole'
    AND hop.userIdentityType = 'AssumedRole'
    AND NOT hop.isError
    AND hop.requestedRoleArn NOT GLOB 'arn:*:iam::' || hop.userIdentityAccountId || ':*'
  GROUP BY hop.id
)
SELECT subject || ' to ' || requestedRoleArn AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  subject || ' assumed ' || requestedRoleArn || ' ' || counted(count(*), 'time') || ' with keys that were issued to '
    || listed(json_group_array(began)) || ', from ' || listed(json_group_array(sourceIPAddress)) || '.' AS sentence,
  'eventName=AssumeRole userIdentityType=AssumedRole isError=false ' || filter_is('requestedRoleArn', requestedRoleArn)
    || ' ' || filter_any('accessKeyId', json_group_array(accessKeyId)) || ' ' || who AS filter
FROM hops
GROUP BY who, requestedRoleArn
