-- group: sessions
-- place: 8
-- title: From key to its sessions
-- question: Which calls handed out temporary keys, and what was done with each?
-- why: The issued key joins the call that made a session to all calls of the session.
-- parameters: none
-- next: key-uses, role-chains
-- columns: issuedAt, issuedBy, issuedTo, requestedRoleArn, accessKeyId, uses, errors, addresses, firstUse, lastUse
SELECT issued.eventTime AS issuedAt, issued.eventName AS issuedBy, issued.userIdentityArn AS issuedTo,
  issued.requestedRoleArn,
  issued.issuedAccessKeyId AS accessKeyId,
  count(used.eventID) AS uses,
  count(used.eventID) FILTER (WHERE used.isError) AS errors,
  count(DISTINCT used.sourceIPAddress) AS addresses,
  min(used.eventTime) AS firstUse, max(used.eventTime) AS lastUse
FROM events AS issued
JOIN events AS used ON used.accessKeyId = issued.issuedAccessKeyId
WHERE issued.eventSource = 'sts.amazonaws.com'
GROUP BY 1, 2, 3, 4, 5
ORDER BY uses DESC, issuedAt, accessKeyId, issuedTo
LIMIT 200
