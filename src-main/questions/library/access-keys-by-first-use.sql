-- place: 5
-- title: Access keys by first use
-- question: When was each access key first used, by whom, and which event of this case issued it?
-- columns: accessKeyId, firstSeen, lastSeen, events, principals, addresses, issuedBy, issuedAt

-- A key without issuedBy was issued before the case begins, in another account, or by a call that is not logged.
WITH used AS (
  SELECT accessKeyId,
    min(eventTime) AS firstSeen,
    max(eventTime) AS lastSeen,
    count(*) AS events,
    count(DISTINCT userIdentityArn) AS principals,
    count(DISTINCT sourceIPAddress) AS addresses
  FROM events
  WHERE accessKeyId IS NOT NULL
  GROUP BY accessKeyId
), issued AS (
  SELECT issuedAccessKeyId, min(id) AS id FROM events WHERE issuedAccessKeyId IS NOT NULL GROUP BY issuedAccessKeyId
)
SELECT used.accessKeyId, firstSeen, lastSeen, used.events, principals, addresses,
  coalesce(issuer.userIdentityArn, issuer.principalId, issuer.invokedBy) AS issuedBy,
  issuer.eventTime AS issuedAt
FROM used
LEFT JOIN issued ON issued.issuedAccessKeyId = used.accessKeyId
LEFT JOIN events issuer ON issuer.id = issued.id
ORDER BY firstSeen, used.accessKeyId
