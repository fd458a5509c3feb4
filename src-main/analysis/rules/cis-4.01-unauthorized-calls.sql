-- id: cis-4.01-unauthorized-calls
-- title: Unauthorized API calls (CIS 4.1)
-- severity: low
-- block: checklist
-- technique: none
-- why: Someone who tries out a stolen key is denied many calls for lack of permissions.
-- benign: A new application whose policy is not finished; a console page that asks for more than its reader may see.
-- next: Whether many different operations were denied, and which calls of the same session succeeded.
-- from: CIS AWS Foundations Benchmark 4.1
-- refusals: what it is about
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id) || ' was denied ' || counted(count(*), 'call') || ' to '
    || counted(count(DISTINCT eventName), 'API operation') || ' for lack of rights.' AS sentence,
  filter_any('errorCode', json_group_array(errorCode))
    || ' sourceIPAddress!=delivery.logs.amazonaws.com eventName!=HeadBucket '
    || principal_filter(id) AS filter
FROM events
WHERE errorCode IS NOT NULL
  AND (errorCode GLOB '*UnauthorizedOperation' OR errorCode GLOB 'AccessDenied*')
  AND sourceIPAddress IS NOT 'delivery.logs.amazonaws.com'
  AND eventName IS NOT 'HeadBucket'
GROUP BY principal_filter(id)
