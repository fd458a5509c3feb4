-- group: time
-- place: 2
-- title: Activity by hour of the day
-- question: At which hours of the day (UTC) do people work?
-- why: Principals that work in the console at night tell of another time zone.
-- parameters: none
-- next: console-logins, sessions-with-gaps
-- columns: hourOfDay, events, principals, changes
SELECT hour(eventTime) AS hourOfDay, count(*) AS events, count(DISTINCT userIdentityArn) AS principals,
  count(*) FILTER (WHERE NOT readOnly) AS changes
FROM events
WHERE eventTime IS NOT NULL AND userIdentityType IN ('IAMUser', 'Root', 'AssumedRole') AND invokedBy IS NULL
GROUP BY 1
ORDER BY 1
