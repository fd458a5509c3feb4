-- place: 1
-- title: Resources created and deleted
-- chart: time
-- why: A burst of either is a deployment, or damage.
-- events: eventName=Create*,Run*,Delete*,Terminate* isError=false
SELECT date_trunc(:unit, eventTime) AS time, eventName, count(*) AS events
FROM shown
WHERE (eventName LIKE 'Create%' OR eventName LIKE 'Run%' OR eventName LIKE 'Delete%' OR eventName LIKE 'Terminate%')
  AND NOT isError AND eventTime IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
