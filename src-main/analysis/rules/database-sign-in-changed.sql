-- id: database-sign-in-changed
-- title: Sign-in to a database changed
-- severity: medium
-- technique: T1098
-- why: With a new master password, or a change of sign-in with IAM, the caller gets into the database past its owner.
-- benign: Rotation of the password by hand; a change of how applications sign in.
-- next: Who connected to the database afterwards, and which applications failed.
-- from: GuardDuty Custom Detection Rules: RDSMasterPasswordReset, RDSIAMAuthDisabled
-- calls: rds.amazonaws.com: ModifyDBInstance, ModifyDBCluster
-- did: changed how one signs in to databases
WHERE field(id, 'requestParameters.masterUserPassword') IS NOT NULL
  OR field(id, 'requestParameters.enableIAMDatabaseAuthentication') IS NOT NULL
