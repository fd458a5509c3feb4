-- id: access-denied-enumeration
-- title: Many different API operations denied to one principal within an hour
-- severity: high
-- technique: T1580, T1069.003
-- why: Someone with a stolen key who does not know its permissions tries one operation after another.
-- benign: A security audit or an inventory tool with too few rights; a console page opened by someone who may see
--   little.
-- next: Which calls of the same session succeeded, and where its access key was issued.
-- from: MITRE ATT&CK T1580 (Cloud Infrastructure Discovery)
-- refusals: what it is about
WITH hours AS (
  SELECT principal(id) AS subject,
    principal_filter(id) AS who,
    eventTimeMs / 3600000 * 3600000 AS hour,
    count(*) AS events,
    count(DISTINCT eventSource || ' ' || eventName) AS operations,
    min(eventTime) AS firstSeen,
    max(eventTime) AS lastSeen,
    json_group_array(DISTINCT errorCode) AS codes,
    json_group_array(DISTINCT sourceIPAddress) AS addresses
  FROM events
  WHERE errorCode IS NOT NULL
    AND (errorCode GLOB '*UnauthorizedOperation' OR errorCode GLOB 'AccessDenied*')
    AND eventTimeMs IS NOT NULL
  GROUP BY who, hour
  HAVING operations >= 10
), ranked AS (
  SELECT *, count(*) OVER (PARTITION BY who) AS hours,
    row_number() OVER (PARTITION BY who ORDER BY operations DESC, hour) AS place
  FROM hours
)
SELECT subject,
  events,
  firstSeen,
  lastSeen,
  subject || ' was denied ' || counted(operations, 'different API operation') || ' in the hour from ' || utc(hour)
    || ', in ' || counted(events, 'call') || ' from ' || listed(addresses) || '.'
    || iif(hours > 1, ' There are ' || counted(hours - 1, 'further such hour') || '.', '') AS sentence,
  time_filter(hour, hour + 3599999) || ' ' || filter_any('errorCode', codes) || ' ' || who AS filter
FROM ranked
WHERE place = 1
