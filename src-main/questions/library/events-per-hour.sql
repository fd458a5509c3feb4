-- group: time
-- place: 1
-- title: Events per hour
-- question: How many events, errors and changes fall into each hour?
-- why: The shape of the time: bursts, silence, and when it began.
-- parameters: none
-- next: quiet-times, activity-by-hour-of-day
-- columns: hour, events, errors, changes
SELECT date_trunc('hour', eventTime) AS hour, count(*) AS events, count(*) FILTER (WHERE isError) AS errors,
  count(*) FILTER (WHERE NOT readOnly) AS changes
FROM events
WHERE eventTime IS NOT NULL
GROUP BY 1
ORDER BY 1
