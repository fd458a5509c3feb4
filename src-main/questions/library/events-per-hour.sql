-- place: 3
-- title: Events per hour
-- question: How many events, errors and changes fall into each hour?
-- columns: hour, events, errors, changes
SELECT substr(eventTime, 1, 13) || ':00Z' AS hour,
  count(*) AS events,
  sum(isError) AS errors,
  sum(readOnly = 0) AS changes
FROM events
WHERE eventTime IS NOT NULL
GROUP BY hour
ORDER BY hour
