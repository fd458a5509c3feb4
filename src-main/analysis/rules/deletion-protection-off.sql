-- id: deletion-protection-off
-- title: Databases deleted without a last copy, or protection from deletion switched off
-- severity: medium
-- technique: T1485, T1490
-- why: Without protection, and without a last snapshot, a deleted database is gone.
-- benign: A test database that is taken down.
-- next: Whether the database was deleted, and whether snapshots are left.
-- from: Amazon RDS user guide, "Deleting a DB instance"
-- calls: rds.amazonaws.com: ModifyDBInstance, ModifyDBCluster, DeleteDBInstance, DeleteDBCluster;
--   dynamodb.amazonaws.com: UpdateTable
-- did: took the protection from databases
WHERE field(id, 'requestParameters.skipFinalSnapshot') = 'true'
  OR field(id, 'requestParameters.deletionProtection') = 'false'
  OR field(id, 'requestParameters.deletionProtectionEnabled') = 'false'
