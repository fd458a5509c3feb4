const shared = 'src-shared/'
const hostParts = [shared, 'src-main/engine/engine', 'src-main/runtime/report-bug', 'src-main/service/']

/**
 * Who may import whom. A file belongs to the longest folder or name that it begins with. Everything that is not listed
 * there is refused, type imports and dynamic ones included. `x/` allows all below it, `x` that module or package.
 * Every file may import from its own folder; a panel, a host and a room may not import from its neighbour.
 */
export const walls: Readonly<Record<string, readonly string[]>> = {
  // The language of all processes: imports go downwards in this order only.
  'src-shared/base/': [],
  'src-shared/model/': ['src-shared/base/'],
  'src-shared/filter/': ['src-shared/base/', 'src-shared/model/'],
  'src-shared/sql/': ['src-shared/base/', 'src-shared/model/', 'src-shared/filter/'],
  'src-shared/what/': ['src-shared/base/', 'src-shared/model/'],
  'src-shared/words/': ['src-shared/base/', 'src-shared/model/', 'src-shared/filter/', 'src-shared/sql/'],
  'src-shared/contract/': [shared],
  // Findings as files of other programs: the command line and exports write the same.
  'src-shared/findings-files/': [shared],

  // These two know no CloudTrail.
  'src-main/runtime/': ['src-shared/base/', 'node:worker_threads', 'node:v8', 'node:vm', 'node:timers'],
  'src-main/files/': [
    'src-shared/base/', 'src-shared/model/', 'src-shared/words/archives', 'src-main/runtime/', 'node:fs', 'node:path', 'node:zlib',
    'node:crypto', 'node:buffer', 'fflate', 'fs-xattr', 'fzstd', 'tar-stream', 'yauzl',
  ],

  'src-main/columns/': [shared, 'src-main/runtime/steps'],
  'src-main/formats/': [
    shared, 'src-main/runtime/', 'src-main/files/', 'src-main/columns/', 'node-forge', 'node:crypto', 'node:zlib', 'fzstd', 'hyparquet', 'hyparquet-compressors', 'hysnappy', 'yaml',
  ],
  'src-main/integrity/': [shared, 'src-main/runtime/', 'src-main/files/', 'src-main/formats/', 'src-main/columns/', 'node:crypto'],
  'src-main/records/': [
    shared, 'src-main/runtime/', 'src-main/files/', 'src-main/formats/', 'node:fs', 'node:crypto', 'node:worker_threads',
  ],
  'src-main/ingest/': [
    shared, 'src-main/runtime/', 'src-main/files/', 'src-main/formats/', 'src-main/integrity/', 'src-main/columns/',
    'src-main/records/', 'node:crypto', 'node:events', 'node:os', 'node:timers', 'node:worker_threads',
  ],
  // The container that holds a case: written and read, journal and lock. Whoever made one may be anybody.
  'src-main/case-file/': [
    shared, 'src-main/runtime/', 'src-main/columns/', 'src-main/ingest/ingest', 'src-main/integrity/evidence/', 'src-main/files/archives/write-zip', 'src-main/files/archives/zip-methods', 'yauzl', 'zod', 'node:crypto',
    'node:fs', 'node:os', 'node:path', 'node:stream', 'node:zlib',
  ],
  // Reads from S3, STS, CloudTrail and SQS, and writes a folder of evidence.
  'src-main/acquire/': [
    shared, 'src-main/runtime/', 'src-main/files/', 'src-main/formats/', '@aws-sdk/client-s3', '@aws-sdk/client-cloudtrail', '@aws-sdk/client-sts',
    '@aws-sdk/client-sqs', '@smithy/core', 'https-proxy-agent', 'proxy-from-env', 'node:crypto', 'node:events', 'node:fs', 'node:path', 'node:readline', 'node:stream', 'node:timers', 'node:worker_threads',
  ],
  // Reads files of the user's that are no evidence, and tells of addresses what they say.
  'src-main/enrichment/': [
    shared, 'src-main/runtime/', 'src-main/files/', 'src-main/formats/table/rows', 'src-main/columns/lookups', 'mmdb-lib', 'node:buffer', 'node:crypto', 'node:fs', 'node:worker_threads',
  ],
  // Sends the text of a query to Athena or Trino and takes rows. What it knows of AWS's clients it has from `acquire/`.
  'src-main/remote/': [shared, 'src-main/acquire/', '@aws-sdk/client-athena', 'https-proxy-agent', 'proxy-from-env', 'node:http', 'node:https', 'node:timers'],
  'src-main/store/': [shared, 'src-main/columns/', 'sql.js', 'node:fs'],
  // The other engine over the same columns: rows that are told while it runs are told as the store tells them.
  'src-main/duckdb/': [
    shared, 'src-main/columns/', 'src-main/store/rows-so-far', '@duckdb/node-api', '@duckdb/node-bindings',
  ],
  'src-main/questions/': [shared],
  'src-main/analysis/': [shared, 'src-main/columns/', 'src-main/store/'],
  // Over columns alone, without a thread: the case builds its layers from these.
  'src-main/analysis/incidents/': [shared, 'src-main/columns/', 'src-main/runtime/steps', 'src-main/analysis/baseline', 'src-main/analysis/columns', 'src-main/analysis/network', 'src-main/analysis/principals'],
  'src-main/analysis/anomalies/': [shared, 'src-main/columns/', 'src-main/runtime/steps', 'src-main/analysis/columns', 'src-main/analysis/conditions', 'src-main/analysis/principals'],
  'src-main/analysis/sessions/': [shared, 'src-main/columns/', 'src-main/runtime/steps'],
  // Texts of templates and patterns, without a case.
  'src-main/analysis/alarms/': [shared, 'src-main/analysis/sigma/read/'],
  // Rules of the user's, over columns and, where these do not tell, over records that are handed in.
  'src-main/analysis/sigma/': [shared, 'src-main/columns/', 'src-main/runtime/', 'src-main/analysis/', 'yaml'],
  'src-main/handover/': [
    shared, 'src-main/columns/', 'src-main/files/', 'src-main/records/', 'src-main/integrity/', 'src-main/questions/',
    'node:fs', 'node:crypto', 'node:path', 'node:timers', 'node:zlib', 'node-forge',
  ],
  'src-main/handover/export/threads/': [
    shared, 'src-main/runtime/', 'src-main/columns/', 'src-main/records/', 'src-main/handover/', 'node:worker_threads',
  ],
  // Encodes what it is handed.
  'src-main/handover/export/parquet/': [shared, 'hyparquet-writer'],
  // One case, without a thread: what runs in a thread of its own is handed in.
  'src-main/case/': [
    shared, 'src-main/enrichment/', 'src-main/runtime/', 'src-main/files/', 'src-main/formats/', 'src-main/columns/', 'src-main/integrity/',
    'src-main/records/', 'src-main/ingest/', 'src-main/case-file/', 'src-main/handover/', 'src-main/analysis/anomalies/', 'src-main/analysis/sessions/', 'src-main/analysis/incidents/', 'src-main/analysis/sigma/', 'src-main/analysis/alarms/', 'src-main/store/parts', 'node:crypto', 'node:fs', 'node:path', 'node:timers', 'node:util',
  ],
  'src-main/engine/': [
    shared, 'src-main/runtime/', 'src-main/analysis/', 'src-main/case/', 'src-main/columns/', 'src-main/files/', 'src-main/ingest/',
    'src-main/duckdb/', 'src-main/enrichment/', 'src-main/handover/export/threads/export-threads', 'src-main/questions/', 'src-main/records/', 'src-main/store/',
    'node:crypto', 'node:fs', 'node:os', 'node:path', 'node:timers', 'node:worker_threads',
  ],

  // The chain of an examiner log: text in, text out.
  'src-main/examiner/': [shared, 'src-main/runtime/steps', 'node:crypto'],

  // Hosts know the engine's interface and never what is behind it.
  'src-main/service/': [shared, 'src-main/engine/engine', 'src-main/examiner/', 'src-main/runtime/', 'node:crypto', 'node:fs', 'node:os', 'node:path', 'node:timers', 'zod'],
  'src-main/hosts/browser/': [
    ...hostParts, 'node:child_process', 'node:crypto', 'node:fs', 'node:http', 'node:net', 'node:path', 'node:stream', 'ws', 'zod',
  ],
  'src-main/hosts/electron/': [...hostParts, 'src-main/hosts/browser/assets', 'electron', 'node:path', 'zod'],
  'src-main/hosts/cli/': [
    ...hostParts, 'src-main/hosts/browser/', 'src-main/examiner/', 'src-main/runtime/thread-death', 'hyparquet-writer', 'node:child_process', 'node:fs', 'node:path', 'node:readline', 'node:stream', 'node:util',
  ],

  // The composition roots know all parts and decide nothing.
  'src-main/reference.ts': [shared, 'src-main/analysis/rules/detect', 'src-main/analysis/rules/remote-rule', 'src-main/questions/catalogue', 'src-main/questions/dashboards', 'src-main/questions/in-words/in-words', 'src-main/store/schema'],
  'src-main/paths.ts': ['src-main/hosts/browser/', 'src-main/runtime/workers', 'src-main/service/', 'sql.js', 'node:fs', 'node:path', 'node:url'],
  'src-main/index.ts': ['src-main/', 'electron'],
  'src-main/cli.ts': ['src-main/'],

  // Widgets know no CloudTrail. How numbers are written is the same in all sentences, here and in reports.
  // Style sheets: what everything else is drawn with.
  'src-renderer/styles/': [],
  'src-renderer/widgets/': [
    'src-shared/base/count', 'src-shared/base/row-spans', 'src-shared/base/zone', 'react', '@base-ui/react', 'uplot',
  ],
  'src-renderer/jsx/': ['src-shared/base/printable', 'react'],
  'src-renderer/bridge.ts': [shared],
  'src-renderer/state/': [shared, 'src-renderer/bridge', 'react', 'zustand'],
  'src-renderer/ask/': [shared, 'src-renderer/bridge', 'src-renderer/state/', 'react', 'zustand'],
  'src-renderer/parts/': [shared, 'src-renderer/ask/', 'src-renderer/state/', 'src-renderer/widgets/', 'react'],
  // A panel never imports another panel. Monaco lies in the SQL panel alone, and so does its size.
  'src-renderer/panels/': [
    shared, 'src-renderer/parts/', 'src-renderer/widgets/', 'src-renderer/state/', 'src-renderer/ask/', 'react',
  ],
  'src-renderer/panels/sql/': [
    shared, 'src-renderer/parts/', 'src-renderer/widgets/', 'src-renderer/state/', 'src-renderer/ask/', 'react', 'monaco-editor',
  ],
  'src-renderer/app/': ['src-renderer/', shared, 'react', 'react-dom'],
} // biome-ignore format: a table

/** What still goes through a wall. Only ever gets shorter; a line goes with the last import that needed it. */
export const debts: Readonly<Record<string, readonly string[]>> = {}

/**
 * The only folders whose files may open a connection: the browser host serves the window on this machine, `acquire/`
 * fetches what the analyst asks it to, and `remote/` asks the engine that the analyst names. It knows no case: nothing of
 * the evidence can leave by it but what the analyst writes into a query.
 */
export const networkRooms: readonly string[] = ['src-main/hosts/browser/', 'src-main/acquire/', 'src-main/remote/']

/** The window's way out, which leads to the browser host that served the page, and nowhere else. */
export const windowsWayOut = { file: 'src-renderer/bridge.ts', uses: ['new WebSocket'] } as const
