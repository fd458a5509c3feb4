-- group: data
-- place: 6
-- title: Snapshots, images and databases shared
-- question: Which snapshots or images were shared, with whom?
-- why: A snapshot shared with a foreign account is a disk that left without a byte over the network (ATT&CK T1537).
-- parameters: none
-- next: cross-account-calls, snapshots-made
-- columns: eventTime, eventName, userIdentityArn, requestParameters, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn, requestParameters, errorCode, eventID
FROM events
WHERE eventName IN ('ModifySnapshotAttribute', 'ModifyImageAttribute', 'ModifyDBSnapshotAttribute',
  'ModifyDBClusterSnapshotAttribute', 'AuthorizeSnapshotAccess', 'AddPermission', 'AddPermission20150331v2',
    'AddLayerVersionPermission', 'SetRepositoryPolicy', 'PutResourcePolicy', 'CreateResourceShare',
    'AssociateResourceShare', 'ModifyDocumentPermission')
ORDER BY eventTime, eventID
