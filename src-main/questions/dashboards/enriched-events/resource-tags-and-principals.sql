-- place: 3
-- title: Tags of resources, with resources and principals
-- chart: table
-- why: Who uses what is tagged so.
-- events: resourceTags!="not evaluated"
SELECT resourceTags, target, userIdentityArn, count(*) AS events
FROM shown
WHERE resourceTags <> 'not evaluated'
GROUP BY resourceTags, target, userIdentityArn
ORDER BY events DESC, resourceTags, target, userIdentityArn
LIMIT 50
