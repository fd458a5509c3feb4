-- group: identity
-- place: 11
-- title: People behind IAM Identity Center
-- question: Which Identity Center users acted, through which roles?
-- why: A permission set is a role: the person stands in onBehalfOf or in the name of the session.
-- parameters: none
-- next: console-logins, top-principals
-- columns: person, permissionSet, recipientAccountId, events, firstSeen, lastSeen
SELECT coalesce(onBehalfOfUserId, CASE WHEN sessionIssuerUserName LIKE 'AWSReservedSSO%' THEN split_part(userIdentityArn, '/', 3) END) AS person,
  sessionIssuerUserName AS permissionSet, recipientAccountId,
  count(*) AS events, min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE onBehalfOfUserId IS NOT NULL OR sessionIssuerUserName LIKE 'AWSReservedSSO%'
GROUP BY 1, 2, 3
ORDER BY events DESC, person, permissionSet
