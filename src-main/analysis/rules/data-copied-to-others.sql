-- id: data-copied-to-others
-- title: Snapshot or image shared with another account
-- severity: medium
-- why: A shared snapshot is read from another account, where this trail does not look.
-- benign: Images and backups shared between accounts of one owner.
-- from: MITRE ATT&CK T1537 (Transfer Data to Cloud Account)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id) || ' shared snapshots or images with other accounts in ' || counted(count(*), 'call')
    || failed(sum(isError)) || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  filter_events(json_group_array(id)) AS filter
FROM events
WHERE eventName IN ('ModifySnapshotAttribute', 'ModifyImageAttribute', 'ModifyDBSnapshotAttribute',
    'ModifyDBClusterSnapshotAttribute')
  AND requestParameters REGEXP '"add":\{"items":\[\{|"valuesToAdd":\["'
GROUP BY principal_filter(id)
