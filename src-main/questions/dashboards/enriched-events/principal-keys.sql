-- place: 6
-- title: Condition keys of the principal
-- chart: bars
-- why: Account and organization that policies compare.
-- events: (conditionKeys~"aws:Principal")
SELECT conditionKeys, count(*) AS events
FROM shown
WHERE (conditionKeys LIKE '%aws:Principal%')
GROUP BY conditionKeys
ORDER BY events DESC, conditionKeys
LIMIT 20
