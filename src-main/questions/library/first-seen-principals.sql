-- group: identity
-- place: 10
-- title: Principals by first appearance
-- question: Which principals appear for the first time, in order of appearance?
-- why: The last to appear are the new ones. In a trail of weeks, one that appears in the last hours has just been
--   made or just been found.
-- parameters: none
-- next: top-principals, calls-of-principal
-- columns: userIdentityArn, userIdentityType, firstSeen, lastSeen, events, firstCall
SELECT userIdentityArn, userIdentityType,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen,
  count(*) AS events,
  min_by(eventName, eventTime) AS firstCall
FROM events
WHERE userIdentityArn IS NOT NULL
GROUP BY 1, 2
ORDER BY firstSeen DESC, userIdentityArn
