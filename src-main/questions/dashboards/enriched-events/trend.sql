-- place: 1
-- title: Events with condition keys
-- chart: time
-- why: When requests were evaluated with keys that the trail is configured for.
-- events: conditionKeys!="not evaluated"
SELECT date_trunc(:unit, eventTime) AS time, count(*) AS events
FROM shown
WHERE conditionKeys <> 'not evaluated' AND eventTime IS NOT NULL
GROUP BY 1
ORDER BY 1
