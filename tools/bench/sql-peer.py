"""Loads the log files of a folder as a typed table, deduplicated, and asks it the questions that stand on stdin.

`python sql-peer.py duckdb|chdb GLOB REPEATS < questions.json`, where questions are {name: sql}. Prints JSON: milliseconds of
loading, and of each question the walls, the CPU times of all threads, and how many rows it has. The first answer is apart.
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


def duckdb_engine(glob):
    import duckdb

    database = duckdb.connect(":memory:")
    identity = "STRUCT(" + ", ".join(f"{name} VARCHAR" for name in IDENTITY.values()) + ")"
    record = ", ".join(f"{name} VARCHAR" for name in TEXTS)
    shape = f"STRUCT({record}, eventTime TIMESTAMP, readOnly BOOLEAN, userIdentity {identity}, requestParameters JSON)[]"
    texts = ", ".join(f"r.{name} AS {name}" for name in TEXTS)
    own = ", ".join(f"r.userIdentity.{name} AS {column}" for column, name in IDENTITY.items())
    database.execute(
        f"CREATE TABLE events AS SELECT r.eventTime AS eventTime, r.readOnly AS readOnly, {texts}, {own}, "
        f"r.requestParameters AS requestParameters FROM (SELECT unnest(Records) AS r FROM "
        f"read_json('{glob}', columns = {{Records: '{shape}'}}, maximum_object_size = 100000000))"
    )
    database.execute("DELETE FROM events WHERE rowid NOT IN (SELECT min(rowid) FROM events GROUP BY eventID)")
    return lambda sql: len(database.execute(sql).fetchall())


def chdb_engine(glob):
    import os
    import tempfile

    from chdb import session

    opened = session.Session(tempfile.mkdtemp(prefix="trailproof-bench-chdb-"))
    few = {"eventSource", "eventName", "eventVersion", "eventType", "awsRegion", "sourceIPAddress", "userAgent",
           "errorCode", "recipientAccountId"}
    texts = ", ".join(
        f"{'toLowCardinality' if name in few else ''}(JSONExtract(r, '{name}', 'Nullable(String)')) AS {name}"
        for name in TEXTS
    )
    own = ", ".join(
        f"toLowCardinality(JSONExtract(r, 'userIdentity', '{name}', 'Nullable(String)')) AS {column}"
        for column, name in IDENTITY.items()
    )
    # Paths of ClickHouse are relative to its own folder of files unless the pattern is absolute.
    source = f"file('{os.path.abspath(glob)}', 'JSONAsString', 'json String')"
    opened.query(
        "CREATE TABLE events ENGINE = MergeTree ORDER BY eventTime SETTINGS allow_nullable_key = 1 AS "
        f"SELECT parseDateTime64BestEffort(JSONExtractString(r, 'eventTime'), 3, 'UTC') AS eventTime, "
        f"JSONExtractBool(r, 'readOnly') AS readOnly, {texts}, {own}, "
        f"JSONExtractRaw(r, 'requestParameters') AS requestParameters FROM "
        f"(SELECT arrayJoin(JSONExtractArrayRaw(json, 'Records')) AS r FROM {source}) LIMIT 1 BY eventID"
    )
    return lambda sql: len(opened.query(sql, "JSONCompactEachRow").bytes().splitlines())


def main():
    engine, glob, repeats = sys.argv[1:]
    questions = json.load(sys.stdin)
    begun = time.perf_counter()
    ask = {"duckdb": duckdb_engine, "chdb": chdb_engine}[engine](glob)
    loading = (time.perf_counter() - begun) * 1000
    asked = {}
    for name, sql in questions.items():
        walls, cpus = [], []
        for _ in range(int(repeats)):
            cpu, wall = time.process_time(), time.perf_counter()
            rows = ask(sql)
            walls.append((time.perf_counter() - wall) * 1000)
            cpus.append((time.process_time() - cpu) * 1000)
        first = {"wall": walls[0], "cpu": cpus[0]}
        asked[name] = {"first": first, "walls": walls[1:], "cpus": cpus[1:], "rows": rows}
    print(json.dumps({"loading": loading, "asked": asked}))


main()
