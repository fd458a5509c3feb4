-- place: 4
-- title: Tags of principals
-- chart: bars
-- why: Who is tagged so acts most.
-- events: principalTags!="not evaluated"
SELECT principalTags, count(*) AS events
FROM shown
WHERE principalTags <> 'not evaluated'
GROUP BY principalTags
ORDER BY events DESC, principalTags
LIMIT 20
