import { reportSections } from '../../../src-shared/model/report.ts'
import { evidenceHelp } from './help-evidence.ts'
import { exportHelp } from './help-export.ts'
import { enrichAt, foldersAt, helpAt, keysAt } from './help-options.ts'
import { type CommandIo, exitCode } from './io.ts'

/** The texts of `--help`. They stand apart from the commands, so that nothing else is loaded for them. */
export const commandNames = [
  'info',
  'verify',
  'prove',
  'findings',
  'alarms',
  'query',
  'export',
  'report',
  'save',
  'fetch',
  'ddl',
  'compare',
  'bundle',
  'verify-bundle',
  'timestamp-bundle',
  'make-key',
  'log',
  'serve',
] as const
export type CommandName = (typeof commandNames)[number]

export const generalHelp = `trailproof: offline AWS CloudTrail log forensics

  trailproof info FOLDER…      what the folders hold, what was skipped and why
  trailproof verify FOLDER…    prove log files by their digests
  trailproof prove ID FOLDER…  prove one event, link by link
  trailproof findings FOLDER…  what the rules find
  trailproof alarms FOLDER…    which CloudWatch alarms would have been in ALARM, and when
  trailproof query FOLDER…     run SQL over the events
  trailproof export FOLDER…    write the events a filter shows, with a manifest
  trailproof report FOLDER…    write an integrity certificate or an incident report as HTML, PDF or Markdown
  trailproof save FOLDER…      save the case in one file, which every command but compare takes in place of them
  trailproof fetch ADDRESS     fetch a trail from S3 with all that its proof needs; beside it, query --on and ddl s3://… use the network
  trailproof ddl [FOLDER…]     print tables and views for Athena or Trino over the trail in S3
  trailproof bundle FOLDER…    write events with all that proves them, signed
  trailproof verify-bundle ZIP verify such a bundle
  trailproof timestamp-bundle ZIP
                               attach the timestamp of an authority to its signature
  trailproof make-key FILE     make a key to sign bundles with
  trailproof compare A B       hold two acquisitions against each other
  trailproof log FILE          show an examiner log, and check that its lines follow from each other
  trailproof serve [FOLDER…]   open the window in a browser on this machine

  trailproof COMMAND --help    more about a command
  trailproof COMMAND --examiner NAME
                               who works on the case, for its examiner log (default: the name of the account)
  trailproof --version

Exit codes: 0 done, or all proven; 1 something is invalid or missing, or the work could not be done;
2 nothing bad, but something is not proven; 64 usage; 66 nothing to open; 70 a defect of Trailproof;
71 the operating system gives too little memory; 74 what there is to say could not be written, such as to a full
disk; 130 interrupted; 141 whoever read the output left.
`

export const commandHelp: Readonly<Record<CommandName, string>> = {
  ...evidenceHelp,
  info: `trailproof info FOLDER… [--enrich FILE…] [--keys FILE… | --trust-keys-in-evidence] [--json]

Counts of records, events, copies and files, what was skipped and why, time per stage, peak memory. With --json also
what is proven.

  ${foldersAt(13)}
  ${keysAt(13)}
  ${enrichAt(13)}
  --json       one JSON object
  ${helpAt(13)}

Exit codes: 0 done; 1 the case could not be read to its end; 64 usage; 66 nothing to open; 130 interrupted.
`,
  verify: `trailproof verify FOLDER… [--keys FILE… | --trust-keys-in-evidence] [--from TIME] [--to TIME] [--json] [--verbose]

Proves or disproves the digests and log files below the folders, offline.

  ${foldersAt(14)}
  --keys FILE   a public key list, as aws cloudtrail list-public-keys prints it; may be given several times.
                Then no key that is found below the folders proves anything
  --trust-keys-in-evidence
                without --keys, keys found below the folders are used, and the answer is 2, since whoever forged the
                trail could have laid them there; with this option they count like keys that were given
  --from TIME   report only digests and log files from this time on, such as 2024-03-05T10:00:00Z;
                a date is its 00:00, what names no zone is UTC
  --to TIME     … and up to this time
  --json        the whole report as JSON; its schema is verify-report.schema.json
  --verbose     list valid files, too
  ${helpAt(14)}

Exit codes: 0 everything that was read is proven and nothing contradicts; 1 something is invalid, moved or missing;
2 nothing of that, but something is not proven, not read or in doubt (keys nobody compared with AWS or not valid when
they signed, forks, overlaps, two contents of one hour, invalid files outside of the range); 64 usage; 66 nothing to
read; 130 interrupted.
`,
  prove: `trailproof prove EVENT_ID FOLDER… [--keys FILE… | --trust-keys-in-evidence] [--from-copy N] [--json]
       trailproof prove --file FILE --record N FOLDER… […]

Proves one event from the files alone: record, log file, digest entry, digests, signature, public key. Every link is
printed with its values and whether it holds, so that each can be checked with gunzip, sha256sum and openssl.

  ${foldersAt(13)}
  --file FILE  with --record: the event that this record of the file is. Needed where an event has no eventID, or shares
               it with others, as masked ones do
  --record N   records of a file are counted from 1
  --from-copy N
               of an event with many records, fifty are told from number N on (default 1)
  ${keysAt(13)}
  --json       one JSON object; its schema is event-proof.schema.json
  ${helpAt(13)}

Exit codes: 0 proven; 1 its log file is invalid; 2 nothing proves it, or only keys that came with it; 64 usage,
or several events have that eventID: they are listed; 66 there is no such event, or nothing to open; 130 interrupted.
`,
  findings: `trailproof findings FOLDER… [--severity high|medium|low|info] [--fail-on SEVERITY] [--format FORM]
                    [--out FILE [--force] [--redact KEYFILE]] [--anomalies [--sensitivity N]]
                    [--rules FOLDER [--placeholders FILE]]
                    [--enrich FILE…] [--keys FILE… | --trust-keys-in-evidence]

Tells what the rules find, as the window does: what was seen, when, in which events, why it matters and what may cause
it without harm. Findings that belong together come first, as incidents. Rules that found nothing are named. A finding
does not accuse.

  ${foldersAt(17)}
  --severity LEVEL tells findings of this severity and graver (default info: all)
  --fail-on LEVEL  ends with 1 where there is a finding of this severity or graver, for scripts
  --format FORM    table (default), for reading; markdown, for a report; csv: safe to open in a spreadsheet; json: also what was
                   not read; sarif: SARIF 2.1.0, with the log files and eventIDs of the first 20 events of each. Each
                   finding has the filter that shows its events, as export --filter takes it
  --json           the same as --format json
  --out FILE       writes FILE, and FILE.manifest.json beside it, which says what is not in it. Not with table
  --force          replaces FILE and its manifest where they exist
  --redact KEYFILE accounts, principals, addresses, access keys and ARNs become pseudonyms in FILE and its manifest; see
                   trailproof export --help
  --anomalies      also tells counts far above what the earlier hours of the case let expect, found by Trailproof and not by
                   CloudTrail Insights; in csv and sarif as rows of the rules anomaly-*
  --sensitivity N  0 to 100 (default 50): how readily a count is called an anomaly
  --rules FOLDER   also runs the rules of Sigma (.yml) below the folder: those for CloudTrail, and correlations of them. What is
                   not run is named with the reason; level critical is told as high
  --placeholders FILE
                   values of placeholders for their modifier expand: YAML, a list under each name
  ${keysAt(17)}
  ${enrichAt(17)}
  ${helpAt(17)}

Exit codes: 0 done, whatever was found; with --fail-on, 1 a finding is that grave, 2 none is, but files were not read
whole or a rule stopped; 1 the rules could not be run; 64 usage; 66 nothing to open; 130 interrupted.
`,
  alarms: `trailproof alarms FOLDER… [--file FILE | --pattern TEXT] [--format table|csv|json]
                  [--period SECONDS] [--statistic NAME] [--comparison NAME] [--threshold N]
                  [--evaluation-periods N] [--datapoints M] [--missing-data HOW]
                  [--keys FILE… | --trust-keys-in-evidence]

Tells which events a metric filter of CloudWatch Logs would have counted, and in which periods its alarm would have been
in state ALARM. Hours that are not in the case are told as such, and are never OK.

  ${foldersAt(21)}
  --file FILE          metric filters and their alarms in a template of CloudFormation (JSON or YAML), in Terraform code, or a
                       pattern of CloudWatch Logs or EventBridge. Without it, and without --pattern, the 15 metric
                       filters of the CIS AWS Foundations Benchmark (4.1 to 4.15)
  --pattern TEXT       one pattern
  --format FORM        table (default), for reading; csv: an interval in ALARM a row; json: also patterns and assumptions
  --json               the same as --format json
  --period SECONDS, --threshold N, --evaluation-periods N, --datapoints M
                       in place of what the text says, of every alarm; without any, 300, 1, 1 and 1
  --statistic NAME     Sum (default), SampleCount, Average, Minimum or Maximum
  --comparison NAME    GreaterThanOrEqualToThreshold (default), GreaterThanThreshold, LessThanOrEqualToThreshold or
                       LessThanThreshold
  --missing-data HOW   missing (default), notBreaching, breaching or ignore
  ${keysAt(21)}
  ${helpAt(21)}

Exit codes: 0 done, whatever was found; 2 an alarm of the text was not computed, which says why; 64 usage; 66 nothing to
open, or no metric filter in the text; 130 interrupted.
`,
  query: `trailproof query FOLDER… (--sql TEXT | --file FILE) [--dialect sqlite|lake|athena] [--param NAME=VALUE…]
                      [--format table|csv|json|ndjson|parquet] [--limit N]
                      [--enrich FILE…] [--keys FILE… | --trust-keys-in-evidence]
       trailproof query --on trino --server URL […], trailproof query --on athena […],
       trailproof query --on trino|athena --print […]

Runs one SELECT over the events. The table \`events\` has a column per field; \`trailproof serve\` shows the schema.

  ${foldersAt(17)}
  --sql TEXT       the query
  --file FILE      a file that holds it
  --dialect NAME   sqlite; lake: as CloudTrail Lake has it, its event data store under any name; athena: as Athena has it,
                   its table under any name. Told by the text where it is not given, and said on stderr
  --param NAME=VALUE
                   the value of :NAME or \${NAME} in the query; of the first question mark ?1=VALUE; for each a --param
  --format FORM    table (default): for people, long values cut, control characters shown as escapes; how much of the
                   case is proven is said on stderr
                   csv: RFC 4180, NULL is empty, an empty text is ""; values are exact, so take care in a spreadsheet
                   json: an array of objects; ndjson: an object per line
                   rows of these are written as they are found: only with exit code 0 are they all there
                   parquet: one file, written at the end; a column of numbers is INT64 or DOUBLE, any other text
  --json           the same as --format json
  ${keysAt(17)}
  ${enrichAt(17)}
  --limit N        stop after N rows (default 1000000); says so on stderr when there were more
  ${helpAt(17)}

With --on the query is sent to Trino or Athena, over the views that trailproof ddl prints; no folder is opened, and no
answer is verified. What was read, and on Athena about what it costs, is told on stderr, with the accounts, Regions and
days that the tables name: others are not in the answer. Ctrl-C cancels the query there.

  --filter TEXT    in place of a query: the events that the filter of export shows, with their log files
  --question ID    a question of the library; its parameters are given with --param
  --rule ID        the events of a rule of findings, where it is a condition on single events
  --print          prints the query as it would be sent, and asks no engine
  --from DAY, --to DAY
                   events of log files that were delivered from this day on, up to this day: nothing else narrows what
                   the view events reads
  --estimate       asks what the query would read, and does not run it
  --catalog NAME, --schema NAME
                   where the views are; of Athena: the data catalog and the database
  --server URL     of Trino; TRINO_PASSWORD or TRINO_TOKEN in the environment are sent over https only
  --user NAME      of Trino (default trailproof)
  --workgroup NAME of Athena (default primary)
  --output-location s3://BUCKET/PREFIX/
                   where Athena writes the result, unless the workgroup says
  --profile NAME, --region NAME, --endpoint-url URL
                   of Athena, as of the AWS CLI

Exit codes: 0 done; 1 the query or the reading failed; 64 usage; 66 nothing to open, or the engine cannot be asked;
130 interrupted.
`,
  export: exportHelp,
  report: `trailproof report FOLDER… --kind integrity|incident --out FILE.html|.pdf|.md
                       [--day DAY | --from TIME --to TIME] [--incident N…] [--finding ID…] [--without SECTION…]
                       [--order SECTION,…] [--heading SECTION=TITLE…] [--sensitivity N] [--alarms FILE] [--title TEXT]
                       [--examiner NAME] [--organization TEXT] [--case-number TEXT] [--introduction TEXT]
                       [--paper A4|Letter] [--force] [--json] [--keys FILE… | --trust-keys-in-evidence]

Writes a report, and beside it FILE.manifest.json with the hash of the report and of every source file. Neither may
exist, unless --force replaces them.

  ${foldersAt(17)}
  --kind KIND      integrity: what of the time is proven, per account, Region and trail, what is missing or altered and
                   why, the keys, the method and its limits
                   incident: incidents, findings, sessions, and the events that were bookmarked in the window, each with
                   its note, its record and its proof
  --out FILE       the file to write; its ending tells the form. A PDF is printed by a Chromium, Chrome or Edge of this
                   machine, or by the program that TRAILPROOF_CHROMIUM names
  --day DAY        of a certificate: that day of delivery, such as 2024-03-05, UTC
  --from TIME, --to TIME
                   … deliveries from this time on, and up to, not including, this time; a date is its 00:00
  --incident N     of an incident report: only this one, counted in the order of trailproof findings from 1; may be given
                   several times
  --finding ID     of an incident report: only this finding, by its id in trailproof findings --format json, whatever was
                   decided of it; may be given several times. Without it those of the incidents and those that were
                   confirmed in the window are told
  --sensitivity N  … at which anomalies are told, 0 to 100 (default 50)
  --alarms FILE    … CloudWatch alarms of a template of CloudFormation, Terraform code or a pattern, in place of those of
                   CIS 4.1 to 4.15
  --without NAME   leaves a section out; the report names it. May be given several times:
                   ${reportSections.integrity.join(' ')}
                   ${reportSections.incident.filter((id) => !(reportSections.integrity as readonly string[]).includes(id)).join(' ')}
  --order NAMES    puts these sections first, in this order, with commas between
  --heading NAME=TITLE
                   gives a section another title; may be given several times
  --title, --organization, --case-number TEXT
                   what stands on the cover, with the name that --examiner gives
  --introduction TEXT
                   paragraphs before all others, with empty lines between
  --paper SIZE     A4 (default) or Letter
  --force          replaces the file and its manifest, where they are there
  ${keysAt(17)}
  --json           one JSON object about what was written
  ${helpAt(17)}

Exit codes: 0 done; 1 reading or writing failed; 64 usage; 66 nothing to open, or no such incident or finding; 130 interrupted.
`,
  save: `trailproof save FOLDER… --case FILE [--keys FILE… | --trust-keys-in-evidence] [--json]

Saves the case in one file: what was read, with the hashes of all sources, and bookmarks, notes, decisions and saved queries.
Every command but compare takes the file in place of the folders. Its sources are found where they were or beside it;
folders that are named behind it are looked through, too. They are read again, and until all hashes are found to be the
same, verdicts are told as saved. Without its sources a case file answers from what it holds.

  ${foldersAt(13)}
  --case FILE  the file to write; it must not exist nor lie in the folders. Its ending is .trailproof
  ${keysAt(13)}
  --json       one JSON object
  ${helpAt(13)}

Exit codes: 0 done; 1 reading or writing failed; 64 usage; 66 nothing to open; 130 interrupted.
`,
  fetch: `trailproof fetch s3://BUCKET[/PREFIX] --to FOLDER [--from TIME] [--to-time TIME] [--account ID] [--region NAME]
                 [--org ID] [--files LIST] [--versions] [--no-keys] [--follow [--interval SECONDS]] [--queue URL] [--verify]
                 [--dry-run | --print-policy] [--json]

Fetches log files, digests with their metadata, and the public keys of their Regions. Objects are kept byte for byte below
FOLDER/BUCKET, keys below FOLDER/keys, and FOLDER/acquisition.jsonl tells of every object, each line with the hash of the
line before. The same command again goes on where it stopped. It only reads from AWS, with the credentials that the AWS
CLI would use.

  s3://BUCKET      or the ARN of an access point; PREFIX may stand before AWSLogs/ or lead into it
  --to FOLDER      a new or empty folder, or that of an earlier fetch
  --from TIME, --to-time TIME
                   deliveries from this time on, and up to this time; files of two hours more are fetched, since later
                   digests prove earlier files. A date is its 00:00, what names no zone is UTC
  --account ID, --region NAME, --org ID
                   only this account, Region or organization; each may be given several times
  --files LIST     only the log files whose addresses LIST holds, and the digests that prove them: a file (- for the
                   standard input) with the answer of trailproof query --on, or any text. Addresses that are not below
                   s3://BUCKET/PREFIX are not taken. With --verify, tells the verdicts of these log files
  --versions       also earlier versions of objects, and objects that were deleted, of a bucket that keeps versions
  --follow         looks again for what is new after every --interval SECONDS (default 300), until Ctrl-C, or until the time
                   up to --to-time has passed
  --queue URL      takes what a queue of SQS announces in place of listing: notifications of S3, of CloudTrail through SNS,
                   or of EventBridge; with --follow waits for more. A message is deleted when its file is in place; what is
                   no such notification stays in the queue and is told
  --no-keys        does not ask CloudTrail for public keys
  --dry-run        lists, counts and tells the price of the requests; writes nothing
  --print-policy   prints the least IAM policy that the command needs
  --verify         runs trailproof verify on the folder when it is fetched
  --profile NAME   of the AWS configuration
  --bucket-region NAME
                   the Region to ask first; a bucket that lies elsewhere is followed
  --endpoint-url URL
                   an S3 server other than AWS's; AWS_ENDPOINT_URL_CLOUDTRAIL and AWS_ENDPOINT_URL_STS name the others
  --request-payer  the caller pays for the requests
  --json           one JSON object about what was fetched
  ${helpAt(17)}

Exit codes: 0 everything is there; 1 the folder cannot be used; 2 something was not fetched, and is named; 64 usage;
66 the bucket cannot be read or holds nothing that was asked for; 130 interrupted. With --verify, its code where that is worse.
`,
  ddl: `trailproof ddl [FOLDER… | s3://BUCKET[/PREFIX]] --on athena|trino [--location s3://BUCKET[/PREFIX]] [--from DAY] [--to DAY]
                 [--account ID…] [--region NAME…] [--family NAME…] [--org ID…] [--json]

Prints the statements that create, in Athena or Trino, a table over the log files of a trail where they lie in S3, and the
views event_records (all copies), events (one row for each event, with the columns of events here) and resources. Run
them one by one. Partitions are projected: accounts, Regions and days that are not named are not read.

  ${foldersAt(21)}
                       account, Regions, days and, as far as digests or a manifest tell them, buckets are those of
                       their log files
  s3://BUCKET[/PREFIX] in place of folders: accounts and Regions are listed there, days from the first object to today;
                       --profile, --bucket-region and --endpoint-url as of fetch. Without it nothing uses the network
  --on ENGINE          athena or trino
  --location ADDRESS   where AWSLogs/ lies, where the folders do not tell; needed without folders
  --from DAY, --to DAY the first and the last day of delivery, such as 2024-03-05, UTC
  --account ID, --region NAME, --family NAME
                       in place of those of the folders; each may be given several times. A family is a folder of
                       the layout: CloudTrail (default without folders), CloudTrail-Insight, CloudTrail-NetworkActivity
  --org ID             of the trail of an organization, without folders
  --json               one JSON object: places, notes, statements
  ${keysAt(21)}
  ${helpAt(21)}

Exit codes: 0 done; 64 usage, or nothing tells the bucket; 66 nothing to open, or no log files of a trail; 130 interrupted.
`,
  serve: `trailproof serve [FOLDER…] [--enrich FILE…] [--keys FILE… | --trust-keys-in-evidence] [--sample] [--port N] [--open] [--json]

Serves the window to a browser on this machine and prints the address to open, which lets one browser in, once. Enter
in its terminal prints a new one. Ends with Ctrl-C, or when the program that started it is gone and no window was
connected for two minutes.

  ${foldersAt(13)}
  ${keysAt(13)}
  ${enrichAt(13)}
  --sample     open the built-in sample case
  --port N     the port of 127.0.0.1, also of later starts (default: the one of before, else any free one); 0 takes any
               free one again
  --open       open the address in the desktop's browser
  --json       print the address as a JSON object
  ${helpAt(13)}

Exit codes: 0 ended; 1 the port cannot be used; 64 usage.
`,
}

export const nameOf = (command: CommandName | null): string =>
  command === null ? 'trailproof' : `trailproof ${command}`

/** Answers wrong usage on stderr, and says where to read more. */
export async function sayUsage(io: CommandIo, command: CommandName | null, message: string): Promise<number> {
  const name = nameOf(command)
  await io.err.say([`${name}: ${message}`, `Try “${name} --help”.`])
  return exitCode.usage
}
