-- id: cis-4.06-sign-in-failures
-- title: Console sign-in failed (CIS 4.6)
-- severity: low
-- block: checklist
-- technique: T1110.001
-- why: Failed sign-ins are what guessing a password looks like.
-- benign: A mistyped or expired password.
-- next: Whether a sign-in of the same user succeeded afterwards.
-- from: CIS AWS Foundations Benchmark 4.6
-- refusals: what it is about
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id) || ' failed to sign in to the console: ' || counted(count(*), 'attempt')
    || ' from ' || counted(count(DISTINCT sourceIPAddress), 'source') || '.' AS sentence,
  'eventName=ConsoleLogin errorMessage="Failed authentication" ' || principal_filter(id) AS filter
FROM events
WHERE eventName = 'ConsoleLogin' AND errorMessage = 'Failed authentication'
GROUP BY principal_filter(id)
