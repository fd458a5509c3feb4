import { resolve, sep } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { isDay } from '../../../src-shared/base/time.ts'
import type { Inputs } from '../../../src-shared/contract/index.ts'
import { memberMark } from '../../../src-shared/model/source.ts'

type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; strict: true; args: string[] }>
>

/** `parseArgs` of Node, whose complaints are returned as usage failures: one whole sentence. */
export function readArguments<O extends Options>(
  args: readonly string[],
  options: O,
): Result<{ readonly values: Parsed<O>['values']; readonly positionals: readonly string[] }, 'usage'> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    return ok({ values: values as Parsed<O>['values'], positionals })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return fail('usage', error.message.split('. ')[0]!)
  }
}

/** Whether an option is given, whatever the others are. Arguments behind `--` are names of files. */
export function hasOption(args: readonly string[], name: string): boolean {
  const end = args.indexOf('--')
  const options = args.slice(0, end === -1 ? args.length : end)
  return options.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`))
}

interface ExaminerGiven {
  /** Null where the option is not given. */
  readonly examiner: string | null
  /** The arguments without it. */
  readonly rest: readonly string[]
}

/** Takes `--examiner NAME` out of the arguments of any command: who is written into the examiner log. */
export function takeExaminer(args: readonly string[]): Result<ExaminerGiven, 'usage'> {
  const end = args.indexOf('--')
  const at = args.findIndex((arg, place) => /^--examiner(=|$)/.test(arg) && (end === -1 || place < end))
  if (at === -1) return ok({ examiner: null, rest: args })
  const isJoined = args[at] !== '--examiner'
  const name = (isJoined ? args[at]!.slice('--examiner='.length) : (args[at + 1] ?? '')).trim()
  if (name === '') return fail('usage', '--examiner takes a name')
  return ok({ examiner: name, rest: args.toSpliced(at, isJoined ? 1 : 2) })
}

/** What verdicts may be given to rest on: options of every command that opens a case. */
export const trustOptions = {
  keys: { type: 'string', multiple: true },
  'trust-keys-in-evidence': { type: 'boolean' },
} as const

/** Key lists by their absolute paths. */
export type Trust = NonNullable<Inputs['trust']>

interface TrustValues {
  readonly keys?: readonly string[] | undefined
  readonly 'trust-keys-in-evidence'?: boolean | undefined
}

export function readTrust(values: TrustValues): Result<Trust, 'usage'> {
  const keyPaths = values.keys?.map((path) => resolve(path)) ?? []
  const acceptsEvidence = values['trust-keys-in-evidence'] ?? false
  return acceptsEvidence && keyPaths.length > 0 ? fail('usage', eitherTrust) : ok({ keyPaths, acceptsEvidence })
}

const eitherTrust =
  '--keys and --trust-keys-in-evidence exclude each other: with --keys, keys found in the evidence prove nothing'

/**
 * Which of the named key lists is none, a sentence: else a mistyped name would go by unnoticed. `lists`: the files that
 * are key lists.
 */
export function whyNoKeys(lists: readonly string[], { keyPaths }: Trust): string | null {
  const isIn = (list: string, path: string) =>
    list === path || [sep, memberMark].some((mark) => list.startsWith(path + mark))
  const empty = keyPaths.find((path) => !lists.some((list) => isIn(list, path)))
  return empty === undefined ? null : `${empty} holds no public key list.`
}

/** A whole number from `least` to `most`, or a usage failure that names the option. */
export function readInteger(name: string, text: string, least: number, most: number): Result<number, 'usage'> {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  return value >= least && value <= most
    ? ok(value)
    : fail('usage', `--${name} takes a whole number from ${least} to ${most}, not “${text}”`)
}

/** One of `choices`, or a usage failure that lists them. */
export function readChoice<T extends string>(name: string, text: string, choices: readonly T[]): Result<T, 'usage'> {
  if (text === '') return fail('usage', `--${name} needs one of ${choices.join(', ')}`)
  const choice = choices.find((one) => one === text)
  return choice === undefined ? fail('usage', `--${name} takes ${choices.join(', ')}, not “${text}”`) : ok(choice)
}

const nameForms = {
  account: [/^\d{12}$/, 'the 12 digits of an account'],
  region: [/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'a Region such as us-east-1'],
  org: [/^o-[a-z0-9]{10,32}$/, 'the id of an organization such as o-exampleorgid'],
} as const

/** Empty: all of them. */
export interface Names {
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
  readonly organizations: readonly string[]
}

type Named = { readonly [name in keyof typeof nameForms]?: readonly string[] | undefined }

/** A mistyped name would fetch nothing, and look like an empty bucket. */
export function readNames(values: Named): Result<Names, 'usage'> {
  for (const name of ['account', 'region', 'org'] as const) {
    const [form, what] = nameForms[name]
    const wrong = values[name]?.find((one) => !form.test(one))
    if (wrong !== undefined) return fail('usage', `--${name} takes ${what}, not “${wrong}”`)
  }
  const { account: accounts = [], region: regions = [], org: organizations = [] } = values
  return ok({ accounts, regions, organizations })
}

interface Days {
  /** `2024-03-05`, UTC. */
  readonly first: string | null
  readonly last: string | null
}

/** Days of delivery of `--from` and `--to`. */
export function readDays(from: string | undefined, to: string | undefined): Result<Days, 'usage'> {
  for (const [name, text] of [['from', from], ['to', to]] as const) // biome-ignore format: a list
    if (text !== undefined && !isDay(text))
      return fail('usage', `--${name} takes a day such as 2024-03-05, not “${text}”`)
  if (from !== undefined && to !== undefined && to < from) return fail('usage', '--from must not be later than --to')
  return ok({ first: from ?? null, last: to ?? null })
}
