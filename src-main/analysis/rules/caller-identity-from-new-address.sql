-- id: caller-identity-from-new-address
-- title: GetCallerIdentity from a new address
-- severity: medium
-- technique: T1087.004
-- why: Attackers often start with GetCallerIdentity; here it was this key's first call from a new address.
-- benign: A laptop on another network; command line tools that check their credentials at start.
-- next: What the key did next from that address, and whether its owner knows the address.
-- from: MITRE ATT&CK T1087.004 (Cloud Account discovery)
-- learns: which addresses a key is used from
WITH asked AS (
  SELECT accessKeyId, sourceIPAddress, coalesce(min(iif(is_usual(id), id, NULL)), min(id)) AS id
  FROM events
  WHERE eventName = 'GetCallerIdentity' AND accessKeyId IS NOT NULL AND sourceIPAddress NOT GLOB '*.amazonaws.com'
  GROUP BY accessKeyId, sourceIPAddress
), uses AS (
  -- Uses that tell nothing of what is usual make no address known.
  SELECT accessKeyId, sourceIPAddress, min(id) AS id, min(iif(is_usual(id), id, NULL)) AS usual
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
JOIN uses ON uses.accessKeyId = asked.accessKeyId AND uses.sourceIPAddress = asked.sourceIPAddress
  AND coalesce(uses.usual, asked.id) >= asked.id
JOIN events e ON e.accessKeyId = asked.accessKeyId AND e.sourceIPAddress = asked.sourceIPAddress
WHERE e.eventName = 'GetCallerIdentity'
  AND EXISTS (
    SELECT 1 FROM uses AS before
    WHERE before.accessKeyId = asked.accessKeyId AND before.sourceIPAddress <> asked.sourceIPAddress
      AND before.id < asked.id)
GROUP BY e.accessKeyId, e.sourceIPAddress
