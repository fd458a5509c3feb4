-- group: organization
-- place: 2
-- title: Accounts in the case
-- question: Which accounts does the case hold, with how many events, Regions and principals?
-- why: An account that is missing here was not in the folder; nothing can be said of it.
-- parameters: none
-- next: cross-account-calls, absences
-- columns: recipientAccountId, events, regions, principals, errors, firstSeen, lastSeen
SELECT recipientAccountId, count(*) AS events, count(DISTINCT awsRegion) AS regions,
  count(DISTINCT userIdentityArn) AS principals, count(*) FILTER (WHERE isError) AS errors,
    min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
GROUP BY 1
ORDER BY events DESC, recipientAccountId
