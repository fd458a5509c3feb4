-- id: federation-token-issued
-- title: Federation token issued
-- severity: low
-- technique: T1550.001, T1078.004
-- why: Credentials from GetFederationToken outlive the deletion of the key that asked for them, and open the console.
--   Here a policy limits them; one that allows everything is a finding of federation-token-administrator.
-- benign: An older application that hands such tokens to its users.
-- next: What the federated session did: its access key is in the response.
-- from: AWS STS API Reference, GetFederationToken
-- calls: sts.amazonaws.com: GetFederationToken
-- did: asked for federation tokens
-- tells: nullif(concat_ws('. ', policy_words(field(id, 'requestParameters.policy'), recipientAccountId),
--   'The key ' || issuedAccessKeyId || ' signed ' || counted(signed(issuedAccessKeyId), 'call') || ' in this case'), '')
WHERE NOT policy_admin(field(id, 'requestParameters.policy'))
  AND coalesce(field(id, 'requestParameters.policyArns'), '') NOT REGEXP ':iam::aws:policy/AdministratorAccess"'
