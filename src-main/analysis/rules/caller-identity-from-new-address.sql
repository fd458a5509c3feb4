-- id: caller-identity-from-new-address
-- title: GetCallerIdentity from a new address
-- severity: medium
-- technique: T1087.004
-- why: Attackers often start with GetCallerIdentity; here it was this key's first call from a new address.
-- benign: A laptop on another network; command line tools that check their credentials at start.
-- next: What the key did next from that address, and whether its owner knows the address.
-- from: MITRE ATT&CK T1087.004 (Cloud Account discovery)
WITH asked AS (
  SELECT accessKeyId, sourceIPAddress, min(id) AS id
  FROM events
  WHERE eventName = 'GetCallerIdentity' AND accessKeyId IS NOT NULL AND sourceIPAddress NOT GLOB '*.amazonaws.com'
  GROUP BY accessKeyId, sourceIPAddress
), uses AS (
  SELECT accessKeyId, sourceIPAddress, min(id) AS id
  FROM events
  WHERE accessKeyId IN (SELECT accessKeyId FROM asked)
  GROUP BY accessKeyId, sourceIPAddress
)
SELECT e.accessKeyId || ' ' || e.sourceIPAddress AS subject,
  count(*) AS events,
  min(e.eventTime) AS firstSeen,
  max(e.eventTime) AS lastSeen,
  'The first call of the access key ' || e.accessKeyId || ' from ' || e.sourceIPAddress
    || ' was GetCallerIdentity, after use from elsewhere.' AS sentence,
  'eventName=GetCallerIdentity ' || filter_is('accessKeyId', e.accessKeyId) || ' '
    || filter_is('sourceIPAddress', e.sourceIPAddress) AS filter
FROM asked
JOIN uses ON uses.id = asked.id
JOIN events e ON e.accessKeyId = asked.accessKeyId AND e.sourceIPAddress = asked.sourceIPAddress
WHERE e.eventName = 'GetCallerIdentity'
  AND EXISTS (
    SELECT 1 FROM uses AS before
    WHERE before.accessKeyId = asked.accessKeyId AND before.sourceIPAddress <> asked.sourceIPAddress
      AND before.id < asked.id)
GROUP BY e.accessKeyId, e.sourceIPAddress
