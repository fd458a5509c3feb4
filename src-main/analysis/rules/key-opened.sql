-- id: key-opened
-- title: KMS key opened to another account
-- severity: medium
-- technique: T1098, T1537
-- why: Who may use the key elsewhere can read what it encrypts. A policy or a grant lets in an account that the case
--   has no events of. Grants that AWS services ask for are left out: volumes and databases make many.
-- benign: Copies of snapshots and images between accounts of one owner.
-- next: Whose account it is, and what the key encrypts.
-- from: AWS KMS developer guide, "Allowing users in other accounts to use a KMS key" and "Grants in AWS KMS"
-- calls: kms.amazonaws.com: PutKeyPolicy, CreateKey, ReplicateKey, CreateGrant
-- did: opened KMS keys to other accounts
-- tells: access_words(eventSource, eventName, requestParameters, recipientAccountId)
WHERE (eventName <> 'CreateGrant' OR invokedBy IS NULL)
  AND access_opens(eventSource, eventName, requestParameters, recipientAccountId) = 'outside'
