-- place: 5
-- title: Denied calls by tags of the principal
-- chart: bars
-- why: Rights that rest on tags refuse here.
-- events: principalTags!="not evaluated" (errorCode~AccessDenied OR errorCode~Unauthorized)
SELECT principalTags, count(*) AS events
FROM shown
WHERE principalTags <> 'not evaluated' AND (errorCode LIKE '%AccessDenied%' OR errorCode LIKE '%Unauthorized%')
GROUP BY principalTags
ORDER BY events DESC, principalTags
LIMIT 20
