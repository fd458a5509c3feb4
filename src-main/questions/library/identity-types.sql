-- group: identity
-- place: 1
-- title: Kinds of identities
-- question: How many calls were made by users, roles, root, services and accounts?
-- why: It tells at once whether long-lived users still work in the account and whether services do most of it.
-- parameters: none
-- next: top-principals, long-lived-keys
-- columns: userIdentityType, events, principals, errors
SELECT userIdentityType,
  count(*) AS events,
  count(DISTINCT userIdentityArn) AS principals,
  count(*) FILTER (WHERE isError) AS errors
FROM events
GROUP BY 1
ORDER BY events DESC, userIdentityType
