-- place: 7
-- title: Condition keys of the request
-- chart: bars
-- why: Through which service a request came, and for which Region.
-- events: (conditionKeys~"aws:ViaAWSService" OR conditionKeys~"aws:CalledVia" OR conditionKeys~"aws:RequestedRegion"
--   OR conditionKeys~"aws:SecureTransport")
SELECT conditionKeys, count(*) AS events
FROM shown
WHERE (conditionKeys LIKE '%aws:ViaAWSService%' OR conditionKeys LIKE '%aws:CalledVia%'
  OR conditionKeys LIKE '%aws:RequestedRegion%' OR conditionKeys LIKE '%aws:SecureTransport%')
GROUP BY conditionKeys
ORDER BY events DESC, conditionKeys
LIMIT 20
