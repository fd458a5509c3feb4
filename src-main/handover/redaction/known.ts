import { readAddress } from '../../../src-shared/base/ip.ts'
import type { ColumnName } from '../../../src-shared/model/columns.ts'
import { parseArn } from '../../../src-shared/what/arn.ts'
import { isHidden } from '../../../src-shared/what/record-values.ts'
import type { Lookups } from '../../columns/lookups.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import type { TextData } from '../../columns/text-data.ts'
import { isOfAws, isUniqueId, namesIn } from './arn-parts.ts'

/** Identifiers that the columns of a case tell. */
export interface Known {
  readonly accounts: ReadonlySet<string>
  /** As they are spelled. */
  readonly addresses: ReadonlySet<string>
  /** Of principals, of resources that ARNs name, and those that the user's files give accounts and networks. */
  readonly names: ReadonlySet<string>
}

const accountColumns = [
  'recipientAccountId', 'userIdentityAccountId', 'sessionIssuerAccountId', 'vpcEndpointAccountId',
] as const satisfies readonly ColumnName[] // biome-ignore format: a list
const nameColumns = [
  'userName', 'sessionIssuerUserName', 'sourceIdentity', 'onBehalfOfUserId', 'bucketName',
] as const satisfies readonly ColumnName[] // biome-ignore format: a list
const arnColumns = [
  'userIdentityArn', 'sessionIssuerArn', 'issuedSessionArn', 'requestedRoleArn', 'credentialsIssuedTo', 'switchedFrom',
] as const satisfies readonly ColumnName[] // biome-ignore format: a list
/** `AROA…:session`, `name qualifier:person`, `provider:application:person` */
const principalColumns = ['principalId', 'sessionIssuerPrincipalId'] as const satisfies readonly ColumnName[]

const account = /^\d{12}$/

export function* knownSteps({ columns, resources, alternates, lookups }: Snapshot): Generator<undefined, Known> {
  const accounts = new Set<string>()
  const addresses = new Set<string>()
  const names = new Set<string>()
  const addName = (name: string) => {
    if (name !== '' && !isOfAws(name) && !isHidden(name) && !account.test(name)) names.add(name)
  }
  const addArn = (text: string) => {
    const arn = parseArn(text)
    if (arn === null) return
    if (account.test(arn.account)) accounts.add(arn.account)
    if (arn.account !== 'aws') for (const name of namesIn(arn.service, arn.resource)) addName(name)
  }
  const addAccount = (text: string) => {
    if (account.test(text)) accounts.add(text)
  }
  const addAddress = (text: string) => {
    if (readAddress(text) !== null) addresses.add(text)
  }
  // Unique IDs are told by their form.
  const addPrincipal = (text: string) => {
    if (text.startsWith('arn:')) addArn(text)
    else for (const part of text.split(':')) if (!isUniqueId(part)) addName(part)
  }
  const readers: readonly (readonly [readonly ColumnName[], (text: string) => void])[] = [
    [accountColumns, addAccount],
    [nameColumns, addName],
    [arnColumns, addArn],
    [principalColumns, addPrincipal],
    [['sourceIPAddress'], addAddress],
  ]
  for (const rows of [{ columns, resources }, ...(alternates === null ? [] : [alternates])]) {
    for (const [of, add] of readers) for (const name of of) yield* eachText(rows.columns[name] as TextData, add)
    yield* eachText(rows.resources.arn, addArn)
    yield* eachText(rows.resources.accountId, addAccount)
  }
  if (lookups !== undefined) yield* eachName(lookups, (name) => names.add(name))
  return { accounts, addresses, names }
}

/** Names of accounts, and of those whom addresses belong to. AWS's own ranges name nobody. */
function* eachName({ accounts, places }: Lookups, add: (name: string) => void): Generator<undefined, void> {
  for (const name of accounts.values()) add(name)
  yield
  for (const [at, { owner, trusted, isAws }] of places.entries()) {
    if (owner !== null && (!isAws || owner === trusted)) add(owner)
    if (at % textsAStep === 0) yield
  }
}

/** Texts that are looked at in one step. */
const textsAStep = 2_000

function* eachText(data: TextData, add: (text: string) => void): Generator<undefined, void> {
  // Code 0 is null.
  for (let code = 1; code < data.texts.starts.length - 1; code++) {
    add(data.textOf(code))
    if (code % textsAStep === 0) yield
  }
}
