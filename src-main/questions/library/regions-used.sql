-- group: network
-- place: 11
-- title: Regions
-- question: In which Regions is work done, and since when?
-- why: A Region that nobody uses is where miners start instances.
-- parameters: none
-- next: instances-started, calls-of-principal
-- columns: awsRegion, events, changes, principals, firstSeen, lastSeen
SELECT awsRegion, count(*) AS events, count(*) FILTER (WHERE NOT readOnly) AS changes,
  count(DISTINCT userIdentityArn) AS principals, min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
GROUP BY 1
ORDER BY events DESC, awsRegion
