-- group: access
-- place: 1
-- title: Who called most
-- question: Which principals made most calls, and how many of them failed or changed something?
-- why: The first look at a trail: who acts in it. A principal that nobody knows is the first thread to pull.
-- parameters: none
-- next: calls-of-principal, errors-by-principal, first-seen-principals
-- columns: userIdentityArn, userIdentityType, events, errors, changes, firstSeen, lastSeen
SELECT userIdentityArn, userIdentityType,
  count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors,
  count(*) FILTER (WHERE NOT readOnly) AS changes,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
GROUP BY 1, 2
ORDER BY events DESC, userIdentityArn
LIMIT 100
