-- place: 3
-- title: Console sign-ins
-- chart: table
-- why: Who signed in, and whether the sign-in succeeded.
-- events: eventName=ConsoleLogin
SELECT userIdentityArn, consoleLogin, count(*) AS events
FROM shown
WHERE eventName = 'ConsoleLogin'
GROUP BY userIdentityArn, consoleLogin
ORDER BY events DESC, userIdentityArn, consoleLogin
LIMIT 50
