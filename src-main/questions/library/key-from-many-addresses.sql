-- group: sessions
-- place: 11
-- title: One session, several addresses
-- question: Which temporary keys were used from more than one address?
-- why: Temporary keys mostly stay where they were issued. Used elsewhere, they were taken along (ATT&CK T1550.001);
--   VPN and NAT are the benign reasons.
-- parameters: none
-- next: key-uses, instance-role-away
-- columns: accessKeyId, userIdentityArn, addresses, addressList, events, firstSeen, lastSeen
SELECT accessKeyId, userIdentityArn,
  count(DISTINCT sourceIPAddress) AS addresses,
  array_join(array_agg(DISTINCT sourceIPAddress ORDER BY sourceIPAddress), ' ') AS addressList,
  count(*) AS events, min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE accessKeyId LIKE 'ASIA%' AND regexp_like(sourceIPAddress, '^[0-9.]+$|:')
GROUP BY 1, 2
HAVING count(DISTINCT sourceIPAddress) > 1
ORDER BY addresses DESC, events DESC, accessKeyId
