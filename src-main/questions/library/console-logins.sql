-- group: sessions
-- place: 1
-- title: Console sign-ins
-- question: Who signed in to the console, from where, with MFA?
-- why: People come in here. Failures before a success, no MFA, and a new address are what to look at.
-- parameters: none
-- next: failed-sign-ins, sign-ins-without-mfa, calls-from-address
-- columns: eventTime, userIdentityType, userIdentityArn, userName, sourceIPAddress, consoleLogin, mfaUsed,
--   errorMessage, eventID
SELECT eventTime, userIdentityType, userIdentityArn, userName, sourceIPAddress, consoleLogin, mfaUsed, errorMessage,
  eventID
FROM events
WHERE eventName = 'ConsoleLogin'
ORDER BY eventTime, eventID
