-- group: errors
-- place: 5
-- title: Dry runs
-- question: Who tried calls with DryRun only?
-- why: DryRunOperation answers “you would have been allowed”: a quiet way to try permissions.
-- parameters: none
-- next: denied-by-principal
-- columns: userIdentityArn, eventName, events, firstSeen, lastSeen
SELECT userIdentityArn, eventName, count(*) AS events, min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE errorCode IN ('Client.DryRunOperation', 'DryRunOperation')
GROUP BY 1, 2
ORDER BY events DESC, userIdentityArn, eventName
