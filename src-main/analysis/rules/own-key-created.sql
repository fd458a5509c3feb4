-- id: own-key-created
-- title: Access key created for oneself
-- severity: low
-- technique: T1098.001
-- why: A second key of the same user keeps working after the first is revoked. One that is used in this case is a
--   finding of own-key-used.
-- benign: Rotation; a first key for the command line.
-- next: What the new key does: its ID is in the response.
-- from: MITRE ATT&CK T1098.001 (Additional Cloud Credentials); Amazon GuardDuty, IAMAccessKeyCreated
-- calls: iam.amazonaws.com: CreateAccessKey
-- did: created access keys for itself
-- tells: 'The key is ' || issuedAccessKeyId
WHERE userIdentityType = 'IAMUser' AND coalesce(field(id, 'requestParameters.userName'), userName) = userName
  AND NOT occurs('accessKeyId', issuedAccessKeyId)
