-- group: data
-- place: 7
-- title: Snapshots and exports made
-- question: Who made snapshots, images, exports or restores?
-- why: Before data leaves, it is copied (ATT&CK T1578.001).
-- parameters: none
-- next: shared-outside, instances-started
-- columns: eventTime, eventSource, eventName, userIdentityArn, requestParameters, errorCode, eventID
SELECT eventTime, eventSource, eventName, userIdentityArn, requestParameters, errorCode, eventID
FROM events
WHERE eventName IN ('CreateSnapshot', 'CreateSnapshots', 'CopySnapshot', 'CreateImage', 'CopyImage',
  'CreateDBSnapshot', 'CreateDBClusterSnapshot', 'CopyDBSnapshot', 'StartExportTask', 'ExportTableToPointInTime',
    'RestoreDBInstanceFromDBSnapshot', 'RestoreDBClusterFromSnapshot', 'CreateInstanceExportTask', 'GetSnapshotBlock',
    'ListSnapshotBlocks', 'GetPasswordData')
ORDER BY eventTime, eventID
