-- place: 1
-- title: Reads and writes
-- chart: time
-- why: Writes are what changes an account.
-- events: all
SELECT date_trunc(:unit, eventTime) AS time, readOnly, count(*) AS events
FROM shown
WHERE eventTime IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
