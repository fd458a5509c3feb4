-- id: federation-token-administrator
-- title: Federation token issued with all rights of its user
-- severity: high
-- technique: T1550.001, T1078.004
-- why: Credentials from GetFederationToken outlive the deletion of the key that asked for them, and open the console.
--   With a policy that allows everything they keep every right of the user.
-- benign: An older application that hands such tokens to administrators.
-- next: What the federated session did: its access key is in the response.
-- from: AWS STS API Reference, GetFederationToken
-- calls: sts.amazonaws.com: GetFederationToken
-- did: asked for federation tokens with all rights
-- tells: nullif(concat_ws('. ', policy_words(field(id, 'requestParameters.policy'), recipientAccountId),
--   'The key ' || issuedAccessKeyId || ' signed ' || counted(signed(issuedAccessKeyId), 'call') || ' in this case'), '')
WHERE policy_admin(field(id, 'requestParameters.policy'))
  OR field(id, 'requestParameters.policyArns') REGEXP ':iam::aws:policy/AdministratorAccess"'
