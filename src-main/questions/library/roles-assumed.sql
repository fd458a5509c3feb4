-- group: sessions
-- place: 5
-- title: Roles assumed
-- question: Who assumed which role, how often and under how many session names?
-- why: The edges of the account: from whom to whom privileges flow.
-- parameters: none
-- next: assume-role-from-outside, session-of-key, role-chains
-- columns: userIdentityArn, eventName, requestedRoleArn, events, errors, sessions, firstSeen, lastSeen
SELECT userIdentityArn, eventName, requestedRoleArn,
  count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors,
  count(DISTINCT issuedSessionArn) AS sessions,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE eventName LIKE 'AssumeRole%'
GROUP BY 1, 2, 3
ORDER BY events DESC, userIdentityArn, requestedRoleArn, eventName
