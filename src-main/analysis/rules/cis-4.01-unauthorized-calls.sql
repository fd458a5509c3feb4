-- id: cis-4.01-unauthorized-calls
-- title: Unauthorized API calls (CIS 4.1)
-- severity: low
-- block: checklist
-- technique: none
-- why: Someone who tries out a stolen key is denied many calls for lack of permissions. Who was denied many different
--   operations within an hour has a finding of another rule.
-- benign: A new application whose policy is not finished; a console page that asks for more than its reader may see.
-- next: The principals behind these calls, in the facet of principals, and what else they did.
-- from: CIS AWS Foundations Benchmark 4.1
-- refusals: what it is about
WITH denied AS MATERIALIZED (
  SELECT principal(id) AS principal, eventTime, eventSource || ' ' || eventName AS operation, errorCode
  FROM events
  WHERE errorCode > '' -- not IS NOT NULL, for which SQLite reads all events and no index
    AND (errorCode GLOB '*UnauthorizedOperation' OR errorCode GLOB 'AccessDenied*')
    AND sourceIPAddress IS NOT 'delivery.logs.amazonaws.com'
    AND eventName IS NOT 'HeadBucket'
), most AS (
  SELECT principal || ' (' || count(*) || ')' AS said FROM denied GROUP BY principal ORDER BY count(*) DESC, principal LIMIT 5
)
SELECT 'the case' AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  counted(count(DISTINCT principal), 'principal') || iif(count(DISTINCT principal) = 1, ' was', ' were') || ' denied '
    || counted(count(*), 'call') || ' to ' || counted(count(DISTINCT operation), 'API operation') || ' for lack of rights'
    || iif(count(DISTINCT principal) > 5, ', most often ', ': ') || (SELECT group_concat(said, ', ') FROM most) || '.' AS sentence,
  filter_any('errorCode', json_group_array(DISTINCT errorCode))
    || ' sourceIPAddress!=delivery.logs.amazonaws.com eventName!=HeadBucket' AS filter
FROM denied
HAVING count(*) > 0
