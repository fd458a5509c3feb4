-- group: persistence
-- place: 4
-- title: Identity providers changed
-- question: Who made or changed SAML or OpenID providers, or Roles Anywhere?
-- why: A provider that an intruder controls signs him in as anybody (ATT&CK T1484.002).
-- parameters: none
-- next: assume-role-from-outside, trust-policies
-- columns: eventTime, eventSource, eventName, userIdentityArn, requestParameters, errorCode, eventID
SELECT eventTime, eventSource, eventName, userIdentityArn, requestParameters, errorCode, eventID
FROM events
WHERE eventName IN ('CreateSAMLProvider', 'UpdateSAMLProvider', 'DeleteSAMLProvider', 'CreateOpenIDConnectProvider',
  'UpdateOpenIDConnectProviderThumbprint', 'AddClientIDToOpenIDConnectProvider', 'DeleteOpenIDConnectProvider',
    'CreateTrustAnchor', 'CreateProfile', 'CreateInstanceProfile', 'AddRoleToInstanceProfile')
ORDER BY eventTime, eventID
