-- group: network
-- place: 7
-- title: Old TLS
-- question: Who still connects with TLS older than 1.2?
-- why: AWS refuses TLS 1.0 and 1.1 by now; in older logs it names clients that must be replaced.
-- parameters: none
-- next: user-agents
-- columns: tlsVersion, userIdentityArn, userAgent, eventSource, events
SELECT tlsVersion, userIdentityArn, userAgent, eventSource, count(*) AS events
FROM events
WHERE tlsVersion IN ('TLSv1', 'TLSv1.1', 'SSLv3')
GROUP BY 1, 2, 3, 4
ORDER BY events DESC, tlsVersion, userIdentityArn, userAgent, eventSource
