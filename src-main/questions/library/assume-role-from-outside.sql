-- group: sessions
-- place: 6
-- title: Roles assumed from other accounts
-- question: Which roles were assumed by principals of another account, or by federation?
-- why: Trust that crosses the border of the account. Compare it with the list of partners.
-- parameters: none
-- next: trust-policies, cross-account-calls
-- columns: eventTime, eventName, userIdentityType, userIdentityAccountId, userIdentityArn, requestedRoleArn,
--   sourceIPAddress, errorCode, eventID
SELECT eventTime, eventName, userIdentityType, userIdentityAccountId, userIdentityArn, requestedRoleArn,
  sourceIPAddress, errorCode, eventID
FROM events
WHERE eventName LIKE 'AssumeRole%'
  AND ((userIdentityAccountId IS NOT NULL AND userIdentityAccountId <> recipientAccountId)
    OR eventName IN ('AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'))
ORDER BY eventTime, eventID
