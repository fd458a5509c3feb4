-- place: 2
-- title: Tags of resources
-- chart: bars
-- why: What is tagged so is used most. No tag is told where the request was not evaluated with it.
-- events: resourceTags!="not evaluated"
SELECT resourceTags, count(*) AS events
FROM shown
WHERE resourceTags <> 'not evaluated'
GROUP BY resourceTags
ORDER BY events DESC, resourceTags
LIMIT 20
