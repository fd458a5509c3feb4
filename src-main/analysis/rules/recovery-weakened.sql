-- id: recovery-weakened
-- title: Versions or protection of data switched off
-- severity: high
-- technique: T1490
-- why: Older versions, MFA for deletion and key material are what data is restored with.
-- benign: Cutting the costs of a bucket; keys that are imported by plan.
-- next: Which objects were deleted or overwritten afterwards.
-- from: MITRE ATT&CK T1490 (Inhibit System Recovery)
-- calls: s3.amazonaws.com: PutBucketVersioning; kms.amazonaws.com: ImportKeyMaterial, DeleteImportedKeyMaterial;
--   backup.amazonaws.com: DeleteBackupVault, DeleteBackupVaultLockConfiguration, DeleteBackupPlan;
--   dynamodb.amazonaws.com: UpdateContinuousBackups
-- did: switched off versions or other means of recovery
WHERE eventName NOT IN ('PutBucketVersioning', 'UpdateContinuousBackups')
  OR field(id, 'requestParameters.VersioningConfiguration.Status') = 'Suspended'
  OR field(id, 'requestParameters.VersioningConfiguration.MfaDelete') = 'Disabled'
  OR field(id, 'requestParameters.pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled') = 'false'
