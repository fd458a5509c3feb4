-- id: cis-4.06-sign-in-failures
-- title: Console sign-in failed (CIS 4.6)
-- severity: low
-- why: Failed sign-ins are what guessing a password looks like.
-- benign: A mistyped or expired password.
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' failed to sign in to the console: ' || counted(count(*), 'attempt')
    || ' from ' || counted(count(DISTINCT sourceIPAddress), 'source') || '.' AS sentence,
  'eventName=ConsoleLogin errorMessage="Failed authentication" ' || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventName = 'ConsoleLogin' AND errorMessage = 'Failed authentication'
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
