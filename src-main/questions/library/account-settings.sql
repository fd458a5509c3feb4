-- group: organization
-- place: 5
-- title: Account settings changed
-- question: Who changed contacts, Regions, billing or the account’s alias and password policy?
-- why: Contacts are changed so that warnings reach nobody.
-- parameters: none
-- next: root-activity
-- columns: eventTime, eventSource, eventName, userIdentityArn, errorCode, eventID
SELECT eventTime, eventSource, eventName, userIdentityArn, errorCode, eventID
FROM events
WHERE (eventSource IN ('account.amazonaws.com', 'billing.amazonaws.com', 'support.amazonaws.com',
  'payments.amazonaws.com', 'portal.aws.amazon.com') AND NOT coalesce(readOnly, FALSE))
  OR eventName IN ('CreateAccountAlias', 'DeleteAccountAlias', 'UpdateAccountPasswordPolicy',
    'DeleteAccountPasswordPolicy', 'PutAlternateContact', 'DeleteAlternateContact', 'CloseAccount', 'EnableRegion',
    'DisableRegion', 'SetSecurityTokenServicePreferences')
ORDER BY eventTime, eventID
