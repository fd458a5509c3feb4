/**
 * Functions of Trino that DuckDB lacks or means otherwise, as macros of DuckDB. A body that looks at `typeof` costs nothing: DuckDB
 * knows types before it runs. Source of what they mean: Trino's documentation of functions and operators.
 */
export const macros: Readonly<Record<string, string>> = {
  // JSON. What is no JSON gives NULL, as in Trino. A text may be an ENUM, which DuckDB would take for a JSON string.
  trino_json: `(j) AS CASE WHEN typeof(j) LIKE 'STRUCT(%' OR typeof(j) LIKE 'MAP(%' THEN to_json(j)
    WHEN json_valid(CAST(j AS VARCHAR)) THEN CAST(CAST(j AS VARCHAR) AS JSON) END`,
  trino_json_extract: `(j, p) AS json_extract(trino_json(j), p)`,
  trino_json_scalar: `(j, p) AS CASE WHEN json_type(trino_json(j), p) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(trino_json(j), p) END`,
  // `c` is a column of one place in records: the text of a string, or JSON text of anything else, which is looked at again.
  trino_json_scalar_at: `(c, r, p) AS CASE WHEN c IS NULL THEN NULL WHEN NOT (starts_with(CAST(c AS VARCHAR), '{') OR starts_with(CAST(c AS VARCHAR), '['))
    THEN CAST(c AS VARCHAR) ELSE trino_json_scalar(record_text(r), p) END`,
  trino_json_text: `(j) AS CAST(j AS VARCHAR)`,
  // The text of a string, as Trino's does against its own documentation.
  trino_json_get: `(j, i) AS json_extract_string(trino_json(j), '$[' || CASE WHEN i < 0 THEN '#' ELSE '' END || CAST(i AS VARCHAR) || ']')`,
  trino_json_contains: `(j, v) AS list_contains(trino_json(j)->>'$[*]', CAST(v AS VARCHAR))`,
  trino_json_array_length: `(j) AS CASE WHEN json_type(trino_json(j)) = 'ARRAY' THEN json_array_length(trino_json(j)) END`,
  trino_json_size: `(j, p) AS CASE json_type(trino_json(j), p) WHEN 'ARRAY' THEN json_array_length(trino_json(j), p)
    WHEN 'OBJECT' THEN len(json_keys(trino_json(j), p)) WHEN NULL THEN NULL ELSE 0 END`,
  trino_is_json_scalar: `(j) AS json_type(trino_json(j)) NOT IN ('OBJECT', 'ARRAY')`,
  // Maps of the same entries are equal in any order to Trino, and in one order to DuckDB.
  trino_sorted_map: `(m) AS map_from_entries(list_sort(map_entries(m)))`,
  trino_map: `(t) AS map_from_entries(list_transform(list_sort(map_entries(TRY_CAST(trino_json(t) AS MAP(VARCHAR, JSON)))),
    lambda e: {'key': e.key, 'value': e.value ->> '$'}))`,
  trino_resources: `(t) AS from_json(trino_json(t), '[{"accountId":"VARCHAR","type":"VARCHAR","ARN":"VARCHAR","ARNPrefix":"VARCHAR"}]')`,
  trino_resources_accountid: `(t) AS list_transform(trino_resources(t),
    lambda r: {'accountid': r.accountId, 'type': r.type, 'arn': r.ARN, 'arnprefix': r.ARNPrefix})`,
  trino_resources_arn: `(t) AS list_transform(trino_resources(t), lambda r: {'arn': r.ARN, 'accountid': r.accountId, 'type': r.type})`,

  // Texts of values, as Trino writes them.
  trino_iso_time: `(t) AS CASE WHEN millisecond(t) % 1000 = 0 THEN strftime(t, '%Y-%m-%dT%H:%M:%SZ') ELSE strftime(t, '%Y-%m-%dT%H:%M:%S.%gZ') END`,
  trino_typeof: `(x) AS trino_type_text(CASE WHEN typeof(x) LIKE 'ENUM(%' THEN 'VARCHAR' ELSE typeof(x) END)`,
  // STRUCT(a VARCHAR, "type" BIGINT)[] is array(row(a varchar, type bigint)); of arrays within others one is told.
  trino_type_text: `(t) AS lower(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(t, '"', '', 'g'), '\\bSTRUCT\\(', 'row(', 'g'), 'TIMESTAMP WITH TIME ZONE', 'timestamp(3) with time zone', 'g'),
    'TIMESTAMP\\b([^(]|$)', 'timestamp(3)\\1', 'g'), '\\bUUID\\b', 'ipaddress', 'g'), '\\bBLOB\\b', 'varbinary', 'g'), '\\b(?:FLOAT)\\b', 'real', 'g'),
    '\\bHUGEINT\\b', 'bigint', 'g'), '^(.*)\\[\\]$', 'array(\\1)'))`,
  trino_varchar: `(x) AS CASE WHEN typeof(x) = 'JSON' THEN json_extract_string(CAST(x AS JSON), '$')
    WHEN typeof(x) = 'TIMESTAMP' THEN strftime(CAST(x AS TIMESTAMP), '%Y-%m-%d %H:%M:%S.%g')
    WHEN typeof(x) = 'TIMESTAMP WITH TIME ZONE' THEN strftime(CAST(x AS TIMESTAMP), '%Y-%m-%d %H:%M:%S.%g UTC')
    WHEN typeof(x) = 'UUID' THEN trino_ip_text(trino_ip_hex(x))
    WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN trino_double_text(CAST(x AS DOUBLE))
    ELSE CAST(x AS VARCHAR) END`,
  // 1.2345675E6: the digits of DuckDB's text, which is 1234567.5, 0.0001 or 1.5e-05.
  trino_double_text: `(x) AS CASE WHEN isnan(x) THEN 'NaN' WHEN isinf(x) THEN CASE WHEN x < 0 THEN '-Infinity' ELSE 'Infinity' END
    WHEN x = 0 THEN '0.0E0' ELSE CASE WHEN x < 0 THEN '-' ELSE '' END || trino_scientific(
      split_part(CAST(abs(x) AS VARCHAR), 'e', 1), coalesce(TRY_CAST(split_part(CAST(abs(x) AS VARCHAR), 'e', 2) AS INTEGER), 0)) END`,
  trino_scientific: `(mantissa, exponent) AS regexp_replace(regexp_replace(ltrim(replace(mantissa, '.', ''), '0'), '0+$', ''), '^(.)(.*)$', '\\1.\\2')
    || CASE WHEN regexp_matches(mantissa, '^[0.]*[1-9][0.]*$') THEN '0' ELSE '' END || 'E' || CAST(exponent +
      CASE WHEN starts_with(mantissa, '0.') THEN -1 - len(regexp_extract(mantissa, '^0[.](0*)', 1)) ELSE len(split_part(mantissa, '.', 1)) - 1 END AS VARCHAR)`,
  trino_e: `() AS exp(1)`,
  trino_infinity: `() AS CAST('inf' AS DOUBLE)`,
  trino_nan: `() AS CAST('nan' AS DOUBLE)`,

  // Times.
  trino_date: `(x) AS CAST(x AS DATE)`,
  trino_date_add: `(unit, n, t) AS t + CASE lower(unit) WHEN 'millisecond' THEN to_milliseconds(CAST(n AS BIGINT))
    WHEN 'second' THEN to_seconds(CAST(n AS BIGINT)) WHEN 'minute' THEN to_minutes(CAST(n AS BIGINT))
    WHEN 'hour' THEN to_hours(CAST(n AS BIGINT)) WHEN 'day' THEN to_days(CAST(n AS INTEGER)) WHEN 'week' THEN to_weeks(CAST(n AS INTEGER))
    WHEN 'month' THEN to_months(CAST(n AS INTEGER)) WHEN 'quarter' THEN to_months(CAST(3 * n AS INTEGER))
    WHEN 'year' THEN to_years(CAST(n AS INTEGER)) ELSE error('date_add knows no unit ' || unit) END`,
  trino_at_timezone: `(t, zone) AS timezone(zone, CAST(t AS TIMESTAMPTZ))`,
  // What a query shows of a time with a zone: 2024-03-05 11:15:00.000 Europe/Berlin.
  trino_zoned_text: `(t, zone) AS strftime(t, '%Y-%m-%d %H:%M:%S.%g') || ' ' || zone`,
  trino_from_unixtime: `(n) AS to_timestamp(n)`,
  trino_to_iso8601: `(t) AS CASE typeof(t) WHEN 'DATE' THEN strftime(CAST(t AS DATE), '%Y-%m-%d')
    WHEN 'TIMESTAMP WITH TIME ZONE' THEN strftime(CAST(t AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%gZ')
    ELSE strftime(CAST(t AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%g') END`,
  trino_strftime: `(t, f) AS strftime(CAST(t AS TIMESTAMP), f)`,
  trino_parse_datetime: `(s, f) AS CAST(strptime(s, f) AS TIMESTAMPTZ)`,
  trino_with_timezone: `(t, zone) AS timezone(zone, CAST(t AS TIMESTAMP))`,
  trino_current_timezone: `() AS 'UTC'`,
  trino_second: `(t) AS CAST(second(t) AS BIGINT)`,
  trino_millisecond: `(t) AS millisecond(t) % 1000`,

  // Texts.
  trino_regexp_extract: `(s, p) AS CASE WHEN regexp_matches(s, p) THEN regexp_extract(s, p, 0) END,
    (s, p, g) AS CASE WHEN regexp_matches(s, p) THEN regexp_extract(s, p, g) END`,
  trino_regexp_replace: `(s, p) AS regexp_replace(s, p, '', 'g'),
    (s, p, r) AS regexp_replace(s, p, regexp_replace(r, '\\$\\{?(\\d)\\}?', '\\\\\\1', 'g'), 'g')`,
  trino_regexp_count: `(s, p) AS len(regexp_extract_all(s, p))`,
  trino_regexp_position: `(s, p) AS CASE WHEN regexp_matches(s, p) THEN strpos(s, regexp_extract(s, p, 0)) ELSE CASE WHEN s IS NULL OR p IS NULL THEN NULL ELSE -1 END END`,
  trino_replace: `(s, x) AS replace(s, x, ''), (s, x, y) AS replace(s, x, y)`,
  trino_split_part: `(s, d, n) AS CASE WHEN n <= len(string_split(s, d)) THEN split_part(s, d, n) END`,
  trino_split: `(s, d) AS string_split(s, d), (s, d, n) AS CASE WHEN len(string_split(s, d)) <= n THEN string_split(s, d)
    ELSE list_append(string_split(s, d)[1:n - 1], array_to_string(string_split(s, d)[n:], d)) END`,
  trino_substr: `(s, i) AS CASE WHEN i = 0 THEN '' ELSE substr(s, i) END, (s, i, n) AS CASE WHEN i = 0 THEN '' ELSE substr(s, i, n) END`,
  trino_split_to_map: `(s, e, k) AS map_from_entries(list_transform(string_split(s, e),
    lambda x: {'key': split_part(x, k, 1), 'value': substr(x, len(split_part(x, k, 1)) + len(k) + 1)}))`,
  trino_strpos: `(s, x) AS strpos(s, x)`,
  trino_url_host: `(u) AS nullif(regexp_extract(u, '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?(\\[[^\\]]*\\]|[^/?#:]*)', 1), '')`,
  trino_url_port: `(u) AS TRY_CAST(regexp_extract(u, '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?(?:\\[[^\\]]*\\]|[^/?#:]*):(\\d+)', 1) AS BIGINT)`,
  trino_url_path: `(u) AS regexp_extract(u, '^(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?([^?#]*)', 1)`,
  trino_url_decode: `(u) AS url_decode(replace(u, '+', ' '))`,
  trino_url_encode: `(u) AS replace(url_encode(u), '%20', '+')`,
  trino_url_protocol: `(u) AS nullif(regexp_extract(u, '^([A-Za-z][A-Za-z0-9+.-]*):', 1), '')`,
  trino_url_query: `(u) AS nullif(regexp_extract(u, '\\?([^#]*)', 1), '')`,
  trino_url_fragment: `(u) AS nullif(regexp_extract(u, '#(.*)$', 1), '')`,
  trino_url_parameter: `(u, n) AS url_decode(replace(trino_split_to_map(trino_url_query(u), '&', '=')[n], '+', ' '))`,

  // Arrays and maps.
  trino_cardinality: `(x) AS CASE WHEN typeof(x) LIKE 'MAP(%' THEN len(json_keys(to_json(x))) ELSE json_array_length(to_json(x)) END`,
  trino_array_distinct: `(a) AS list_filter(a, lambda e, i: list_position(a, e) = i)`,
  trino_array_union: `(a, b) AS trino_array_distinct(list_concat(a, b))`,
  trino_array_except: `(a, b) AS list_filter(trino_array_distinct(a), lambda e: NOT list_contains(b, e))`,
  trino_any: `(a) AS CASE WHEN a IS NULL THEN NULL WHEN list_contains(a, true) THEN true WHEN len(list_filter(a, lambda e: e IS NULL)) > 0 THEN NULL ELSE false END`,
  trino_all: `(a) AS NOT trino_any(list_transform(a, lambda e: NOT e))`,
  trino_array_sort: `(a) AS list_sort(a, 'ASC', 'NULLS LAST')`,
  trino_array_position: `(a, x) AS coalesce(list_position(a, x), 0)`,
  trino_array_remove: `(a, x) AS list_filter(a, lambda e: e IS DISTINCT FROM x)`,
  trino_array_join: `(a, s) AS array_to_string(list_filter(a, lambda e: e IS NOT NULL), s),
    (a, s, n) AS array_to_string(list_transform(a, lambda e: coalesce(CAST(e AS VARCHAR), n)), s)`,
  // Of two elements or fewer, which is what is asked for; more are refused.
  trino_combinations: `(a, n) AS CASE n WHEN 0 THEN [a[1:0]] WHEN 1 THEN list_transform(a, lambda x: [x])
    WHEN 2 THEN flatten(list_transform(a, lambda x, i: list_transform(a[i + 1:], lambda y: [x, y])))
    ELSE error('combinations() is answered for up to two elements') END`,
  trino_width_bucket: `(x, low, high, n) AS CAST(CASE WHEN x < low THEN 0 WHEN x >= high THEN n + 1 ELSE floor((x - low) * n / CAST(high - low AS DOUBLE)) + 1 END AS BIGINT)`,
  trino_slice: `(a, first, n) AS CASE WHEN first < 0 THEN list_slice(a, len(a) + first + 1, len(a) + first + n) ELSE list_slice(a, first, first + n - 1) END`,
  trino_repeat: `(x, n) AS list_transform(range(CAST(n AS BIGINT)), lambda i: x)`,
  trino_sequence: `(a, b) AS generate_series(a, b), (a, b, s) AS generate_series(a, b, s)`,

  // Division of decimals, whose result has the greater scale of the two; `unless`: whether an operand is of type DOUBLE.
  trino_rounded: `(x, scale, unless) AS CASE WHEN unless THEN CAST(x AS DOUBLE) ELSE round(CAST(x AS DOUBLE), scale) END`,
  // Between two values as Trino's digest has it; of whole numbers the nearest.
  trino_percentile: `(x, p) AS CASE WHEN typeof(min(x)) IN ('DOUBLE', 'FLOAT') THEN quantile_cont(CAST(x AS DOUBLE), p)
    ELSE round(quantile_cont(CAST(x AS DOUBLE), p)) END`,
  trino_md5: `(b) AS unhex(md5(b))`,
  trino_sha1: `(b) AS unhex(sha1(b))`,
  trino_sha256: `(b) AS unhex(sha256(b))`,

  // Aggregates.
  trino_map_agg: `(k, v) AS map_from_entries(list_distinct(list({'key': k, 'value': v}) FILTER (WHERE k IS NOT NULL)))`,

  trino_multimap_agg: `(k, v) AS map_from_entries(list_transform(list(DISTINCT k) FILTER (WHERE k IS NOT NULL),
    lambda x: {'key': x, 'value': list_transform(list_filter(list({'k': k, 'v': v}), lambda e: e.k = x), lambda e: e.v)}))`,
  trino_bitwise_and: `(a, b) AS CAST(a AS BIGINT) & CAST(b AS BIGINT)`,
  trino_bitwise_or: `(a, b) AS CAST(a AS BIGINT) | CAST(b AS BIGINT)`,

  // Addresses are UUIDs, which nothing else is in these dialects: 32 hexadecimal digits, those of IPv4 as IPv6 maps them (RFC 4291 section 2.5.5.2), which compare as addresses do.
  trino_ip4_hex: `(a) AS '00000000000000000000ffff' || list_aggregate(list_transform(string_split(a, '.'), lambda p: printf('%02x', TRY_CAST(p AS UTINYINT))), 'string_agg', '')`,
  trino_ip6_hex: `(a) AS list_aggregate(list_transform(list_concat(
      CASE WHEN split_part(a, '::', 1) = '' THEN [] ELSE string_split(split_part(a, '::', 1), ':') END,
      CASE WHEN contains(a, '::') THEN list_concat(
        list_transform(range(8 - len(list_filter(string_split(a, ':'), lambda p: p <> ''))), lambda i: '0'),
        CASE WHEN split_part(a, '::', 2) = '' THEN [] ELSE string_split(split_part(a, '::', 2), ':') END) ELSE [] END),
    lambda p: lower(lpad(p, 4, '0'))), 'string_agg', '')`,
  trino_ip: `(a) AS CASE WHEN regexp_full_match(CAST(a AS VARCHAR), '(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)')
    THEN CAST(trino_ip4_hex(CAST(a AS VARCHAR)) AS UUID)
    WHEN regexp_full_match(CAST(a AS VARCHAR), '[0-9A-Fa-f:]*:[0-9A-Fa-f:]*') THEN CAST(trino_ip6_hex(CAST(a AS VARCHAR)) AS UUID) END`,
  trino_ip_hex: `(a) AS replace(CAST(a AS VARCHAR), '-', '')`,
  trino_ip_text: `(hex) AS CASE WHEN starts_with(hex, '00000000000000000000ffff')
    THEN array_to_string(list_transform(range(4), lambda i: CAST(CAST('0x' || substr(hex, 25 + 2 * i, 2) AS INTEGER) AS VARCHAR)), '.')
    ELSE trino_ip6_short(array_to_string(list_transform(range(8), lambda i: regexp_replace(substr(hex, 1 + 4 * i, 4), '^0{1,3}', '')), ':')) END`,
  // The longest run of zeros is two colons (RFC 5952 section 4.2).
  trino_ip6_short: `(a) AS regexp_replace(a, '(?:^|:)0(?::0){' || CAST(coalesce(list_max(list_filter(range(1, 8),
    lambda n: regexp_matches(a, '(?:^|:)0(?::0){' || CAST(n AS VARCHAR) || '}(?::|$)'))), 9) AS VARCHAR) || '}(?::|$)', '::')`,
  trino_in_block: `(block, a) AS trino_in_hex(trino_ip_hex(trino_ip(split_part(block, '/', 1))),
    CAST(split_part(block, '/', 2) AS INTEGER) + CASE WHEN contains(block, ':') THEN 0 ELSE 96 END, trino_ip_hex(a))`,
  trino_in_hex: `(net, bits, a) AS substr(net, 1, bits // 4) = substr(a, 1, bits // 4) AND (bits % 4 = 0
    OR (strpos('0123456789abcdef', substr(net, bits // 4 + 1, 1)) - 1) >> (4 - bits % 4)
      = (strpos('0123456789abcdef', substr(a, bits // 4 + 1, 1)) - 1) >> (4 - bits % 4))`,
}

/** Statements that make the macros which a text calls, those that others call before them. */
export function macrosFor(sql: string): readonly string[] {
  const wanted = new Set<string>()
  const want = (text: string) => {
    for (const [name] of text.matchAll(/\btrino_\w+/g)) {
      if (wanted.has(name) || macros[name] === undefined) continue
      want(macros[name])
      wanted.add(name)
    }
  }
  want(sql)
  return [...wanted].map((name) => `CREATE OR REPLACE TEMP MACRO ${name}${macros[name]}`)
}
