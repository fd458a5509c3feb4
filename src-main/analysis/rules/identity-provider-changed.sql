-- id: identity-provider-changed
-- title: Identity provider added or changed
-- severity: medium
-- why: Who controls an identity provider can sign in as anyone it may name.
-- benign: Setting up single sign-on; a renewed certificate.
-- from: MITRE ATT&CK T1484.002 (Trust Modification)
WITH watched(name) AS (VALUES
  ('CreateSAMLProvider'), ('UpdateSAMLProvider'), ('CreateOpenIDConnectProvider'),
  ('UpdateOpenIDConnectProviderThumbprint'), ('AddClientIDToOpenIDConnectProvider')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' added or changed identity providers with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventSource=iam.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventSource = 'iam.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
