-- group: organization
-- place: 1
-- title: Changes of the organization
-- question: Who changed accounts, policies, delegated administrators or the organization itself?
-- why: CIS 4.15. An account that leaves the organization leaves its guards behind.
-- parameters: none
-- next: accounts-seen, guardrails-changed
-- columns: eventTime, eventName, userIdentityArn, recipientAccountId, requestParameters, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn, recipientAccountId, requestParameters, errorCode, eventID
FROM events
WHERE eventSource = 'organizations.amazonaws.com' AND NOT coalesce(readOnly, FALSE)
ORDER BY eventTime, eventID
