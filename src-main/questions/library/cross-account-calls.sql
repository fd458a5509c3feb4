-- group: access
-- place: 6
-- title: Calls from other accounts
-- question: Which principals of other accounts acted in this one?
-- why: A principal of a foreign account comes through a role, a resource policy or a share. Each should be on a list
--   of partners.
-- parameters: none
-- next: roles-assumed, assume-role-from-outside, shared-outside
-- columns: recipientAccountId, userIdentityAccountId, userIdentityArn, eventSource, events, errors, firstSeen,
--   lastSeen
SELECT recipientAccountId, userIdentityAccountId, userIdentityArn, eventSource,
  count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE userIdentityAccountId <> recipientAccountId
GROUP BY 1, 2, 3, 4
ORDER BY events DESC, recipientAccountId, userIdentityArn, eventSource
