-- place: 4
-- title: Errors by message
-- chart: bars
-- why: The message often names the principal, the action and the resource.
-- events: errorMessage=*
SELECT errorMessage, count(*) AS events
FROM shown
WHERE errorMessage IS NOT NULL
GROUP BY errorMessage
ORDER BY events DESC, errorMessage
LIMIT 20
