-- place: 8
-- title: Condition keys of the role session
-- chart: bars
-- why: When and by whom the credentials were issued, and whether with MFA.
-- events: (conditionKeys~"aws:TokenIssueTime" OR conditionKeys~"aws:MultiFactorAuth" OR
--   conditionKeys~"aws:SourceIdentity" OR conditionKeys~"aws:FederatedProvider")
SELECT conditionKeys, count(*) AS events
FROM shown
WHERE (conditionKeys LIKE '%aws:TokenIssueTime%' OR conditionKeys LIKE '%aws:MultiFactorAuth%'
  OR conditionKeys LIKE '%aws:SourceIdentity%' OR conditionKeys LIKE '%aws:FederatedProvider%')
GROUP BY conditionKeys
ORDER BY events DESC, conditionKeys
LIMIT 20
