-- group: sessions
-- place: 4
-- title: Root sign-ins
-- question: When did root sign in, or try to, or ask for a new password?
-- why: Nobody should; whoever does should be known (CIS 1.7).
-- parameters: none
-- next: root-activity
-- columns: eventTime, eventName, recipientAccountId, sourceIPAddress, userAgent, consoleLogin, mfaUsed, errorMessage,
--   eventID
SELECT eventTime, eventName, recipientAccountId, sourceIPAddress, userAgent, consoleLogin, mfaUsed, errorMessage,
  eventID
FROM events
WHERE userIdentityType = 'Root' AND eventSource = 'signin.amazonaws.com'
ORDER BY eventTime, eventID
