"""Loads the log files of a folder as a typed table, deduplicated, and asks it the questions that stand on stdin.

`python sql-peer.py duckdb|chdb GLOB REPEATS < questions.json`, where questions are {name: sql}. Prints JSON: milliseconds of
loading, what it counts, peak memory in MB (Linux only), and of each question the walls, the CPU times of all threads, and how
many rows it has. The first answer is apart. Without questions ({}) the table has the columns that duckdb.mjs loads; with
questions it has requestParameters, too.
"""

import json
import sys
import time

IDENTITY = {
    "userIdentityType": "type",
    "userIdentityArn": "arn",
    "accessKeyId": "accessKeyId",
}
TEXTS = [
    "eventID", "eventVersion", "eventSource", "eventName", "eventType", "awsRegion", "sourceIPAddress", "userAgent",
    "errorCode", "errorMessage", "requestID", "recipientAccountId",
]
COUNTS = {
    "events": "SELECT count(*) FROM events",
    "errorEvents": "SELECT count(*) FROM events WHERE errorCode IS NOT NULL",
    "ids": "SELECT count(DISTINCT eventID) FROM events",
}


def duckdb_engine(glob, with_parameters):
    import duckdb

    database = duckdb.connect(":memory:")
    issuer = "sessionContext STRUCT(sessionIssuer STRUCT(arn VARCHAR))"
    identity = "STRUCT(" + ", ".join(f"{name} VARCHAR" for name in IDENTITY.values()) + f", {issuer})"
    record = ", ".join(f"{name} VARCHAR" for name in TEXTS)
    more = ", requestParameters JSON" if with_parameters else ""
    shape = f"STRUCT({record}, eventTime TIMESTAMP, readOnly BOOLEAN, userIdentity {identity}{more})[]"
    texts = ", ".join(f"r.{name} AS {name}" for name in TEXTS)
    own = ", ".join(f"r.userIdentity.{name} AS {column}" for column, name in IDENTITY.items())
    parameters = ", r.requestParameters AS requestParameters" if with_parameters else ""
    # It samples files although columns are given: see README.md.
    database.execute(
        f"CREATE TABLE events AS SELECT r.eventTime AS eventTime, r.readOnly AS readOnly, {texts}, {own}, "
        f"r.userIdentity.sessionContext.sessionIssuer.arn AS sessionIssuerArn{parameters} FROM "
        f"(SELECT unnest(Records) AS r FROM "
        f"read_json('{glob}', columns = {{Records: '{shape}'}}, maximum_object_size = 100000000, "
        f"maximum_sample_files = 1))"
    )
    database.execute("DELETE FROM events WHERE rowid NOT IN (SELECT min(rowid) FROM events GROUP BY eventID)")
    return lambda sql: database.execute(sql).fetchall()


def chdb_engine(glob, with_parameters):
    import os
    import tempfile

    from chdb import session

    opened = session.Session(tempfile.mkdtemp(prefix="trailproof-bench-chdb-"))
    few = {"eventSource", "eventName", "eventVersion", "eventType", "awsRegion", "sourceIPAddress", "userAgent",
           "errorCode", "recipientAccountId"}
    own = ", ".join(f"{name} Nullable(String)" for name in IDENTITY.values())
    issuer = "sessionContext Tuple(sessionIssuer Tuple(arn Nullable(String)))"
    record = ", ".join(f"{name} Nullable(String)" for name in TEXTS)
    shape = f"Tuple({record}, eventTime String, readOnly Bool, userIdentity Tuple({own}, {issuer}))"
    texts = ", ".join(f"{'toLowCardinality' if name in few else ''}(t.{name}) AS {name}" for name in TEXTS)
    own = ", ".join(f"toLowCardinality(t.userIdentity.{name}) AS {column}" for column, name in IDENTITY.items())
    parameters = ", JSONExtractRaw(r, 'requestParameters') AS requestParameters" if with_parameters else ""
    # Paths of ClickHouse are relative to its own folder of files unless the pattern is absolute.
    source = f"file('{os.path.abspath(glob)}', 'LineAsString', 'line String')"
    opened.query(
        "CREATE TABLE events ENGINE = MergeTree ORDER BY eventTime SETTINGS allow_nullable_key = 1 AS "
        f"SELECT parseDateTime64BestEffort(t.eventTime, 3, 'UTC') AS eventTime, t.readOnly AS readOnly, {texts}, {own}, "
        f"toLowCardinality(t.userIdentity.sessionContext.sessionIssuer.arn) AS sessionIssuerArn{parameters} FROM "
        f"(SELECT r, JSONExtract(r, '{shape}') AS t FROM "
        f"(SELECT arrayJoin(JSONExtractArrayRaw(line, 'Records')) AS r FROM {source})) LIMIT 1 BY eventID"
    )
    return lambda sql: opened.query(sql, "JSONCompactEachRow").bytes().splitlines()


def number(rows):
    (row,) = rows
    return int(row[0] if isinstance(row, tuple) else json.loads(row)[0])


def peak_mb():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 / 1e6 for line in status if line.startswith("VmHWM"))
    except OSError:
        return None


def main():
    engine, glob, repeats = sys.argv[1:]
    questions = json.load(sys.stdin)
    begun = time.perf_counter()
    ask = {"duckdb": duckdb_engine, "chdb": chdb_engine}[engine](glob, len(questions) > 0)
    loading = (time.perf_counter() - begun) * 1000
    counted = {name: number(ask(sql)) for name, sql in COUNTS.items()}
    asked = {}
    for name, sql in questions.items():
        walls, cpus = [], []
        for _ in range(int(repeats)):
            cpu, wall = time.process_time(), time.perf_counter()
            rows = len(ask(sql))
            walls.append((time.perf_counter() - wall) * 1000)
            cpus.append((time.process_time() - cpu) * 1000)
        first = {"wall": walls[0], "cpu": cpus[0]}
        asked[name] = {"first": first, "walls": walls[1:], "cpus": cpus[1:], "rows": rows}
    print(json.dumps({"loading": loading, **counted, "rss": peak_mb(), "asked": asked}))


main()
