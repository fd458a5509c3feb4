-- place: 6
-- title: Roles assumed and what followed
-- question: Who assumed which role, and what was done with the key that came of it?
-- columns: assumedAt, principal, role, session, accessKeyId, calls, errors, apis, firstUse, lastUse, eventID
SELECT a.eventTime AS assumedAt,
  coalesce(a.userIdentityArn, a.principalId, a.invokedBy) AS principal,
  a.requestedRoleArn AS role,
  a.issuedSessionArn AS session,
  a.issuedAccessKeyId AS accessKeyId,
  count(b.id) AS calls,
  coalesce(sum(b.isError), 0) AS errors,
  group_concat(DISTINCT b.eventName) AS apis,
  min(b.eventTime) AS firstUse,
  max(b.eventTime) AS lastUse,
  a.eventID AS eventID
FROM events a
LEFT JOIN events b ON b.accessKeyId = a.issuedAccessKeyId
WHERE a.eventName IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot')
GROUP BY a.id
ORDER BY a.id
