-- group: organization
-- place: 4
-- title: One action in several accounts
-- question: Which actions were recorded in more than one account?
-- why: sharedEventID is the same in the account of the caller and in that of the resource: compare what both say.
-- parameters: none
-- next: cross-account-calls
-- columns: sharedEventID, events, accounts, eventName, principal, firstSeen
SELECT sharedEventID, count(*) AS events, count(DISTINCT recipientAccountId) AS accounts, min(eventName) AS eventName,
  min(userIdentityArn) AS principal, min(eventTime) AS firstSeen
FROM events
WHERE sharedEventID IS NOT NULL
GROUP BY 1
HAVING count(DISTINCT recipientAccountId) > 1
ORDER BY accounts DESC, firstSeen, sharedEventID
LIMIT 200
