-- place: 4
-- title: Console sign-ins of root
-- chart: table
-- why: Daily work needs no root user.
-- events: eventName=ConsoleLogin userIdentityType=Root
SELECT sourceIPAddress, consoleLogin, count(*) AS events
FROM shown
WHERE eventName = 'ConsoleLogin' AND userIdentityType = 'Root'
GROUP BY sourceIPAddress, consoleLogin
ORDER BY events DESC, sourceIPAddress, consoleLogin
LIMIT 50
