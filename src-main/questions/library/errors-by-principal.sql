-- group: errors
-- place: 2
-- title: Errors by principal
-- question: Whose calls fail most, in number and in share?
-- why: A share near 100 % is a broken integration or a key without rights.
-- parameters: none
-- next: denied-by-principal, calls-of-principal
-- columns: userIdentityArn, events, errors, percent
SELECT userIdentityArn, count(*) AS events, count(*) FILTER (WHERE isError) AS errors,
  round(1e2 * count(*) FILTER (WHERE isError) / count(*), 1) AS percent
FROM events
GROUP BY 1
HAVING count(*) FILTER (WHERE isError) > 0
ORDER BY errors DESC, userIdentityArn
LIMIT 100
