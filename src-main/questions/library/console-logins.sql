-- place: 4
-- title: Console sign-ins
-- question: Who signed in to the console, when, from where, with MFA or without, and who failed?
-- columns: eventTime, principal, userIdentityType, outcome, mfaUsed, sourceIPAddress, userAgent, awsRegion, eventID

-- mfaUsed says No for federated sign-ins too, whose MFA the identity provider may have asked for.
SELECT eventTime,
  coalesce(userIdentityArn, userName, principalId) AS principal,
  userIdentityType,
  coalesce(consoleLogin, errorMessage) AS outcome,
  mfaUsed, sourceIPAddress, userAgent, awsRegion, eventID
FROM events
WHERE eventName = 'ConsoleLogin'
ORDER BY id
