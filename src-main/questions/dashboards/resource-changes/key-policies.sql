-- place: 8
-- title: Changes of access to KMS keys
-- chart: table
-- why: Who may decrypt.
-- events: eventSource=kms.amazonaws.com eventName IN (PutKeyPolicy, CreateGrant, RetireGrant, RevokeGrant)
SELECT max(eventTime) AS lastSeen, eventName, userIdentityArn, sourceIPAddress, count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors
FROM shown
WHERE eventSource = 'kms.amazonaws.com' AND eventName IN ('PutKeyPolicy', 'CreateGrant', 'RetireGrant', 'RevokeGrant')
GROUP BY eventName, userIdentityArn, sourceIPAddress
ORDER BY lastSeen DESC, eventName, userIdentityArn, sourceIPAddress
LIMIT 50
