-- id: identity-provider-changed
-- title: Identity provider added or changed
-- severity: medium
-- why: Who controls an identity provider can sign in as anyone it may name.
-- benign: Setting up single sign-on; a renewed certificate.
WITH watched(name) AS (VALUES
  ('CreateSAMLProvider'), ('UpdateSAMLProvider'), ('CreateOpenIDConnectProvider'),
  ('UpdateOpenIDConnectProviderThumbprint'), ('AddClientIDToOpenIDConnectProvider')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' added or changed identity providers with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventSource=iam.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventSource = 'iam.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
