-- group: time
-- place: 3
-- title: Changes on Saturdays and Sundays
-- question: Who changed something at the weekend (UTC)?
-- why: Intruders like to work when nobody looks.
-- parameters: none
-- next: calls-of-principal
-- columns: day, userIdentityArn, changes, apis
SELECT date_trunc('day', eventTime) AS day, userIdentityArn, count(*) AS changes, count(DISTINCT eventName) AS apis
FROM events
WHERE day_of_week(eventTime) IN (6, 7) AND NOT readOnly AND NOT isError AND invokedBy IS NULL
GROUP BY 1, 2
ORDER BY day, changes DESC, userIdentityArn
