import { formatCounted } from '../../../src-shared/base/count.ts'
import { hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { filterOf } from '../../../src-shared/filter/model.ts'
import { textColumn, timesOf } from '../columns.ts'
import { is } from '../conditions.ts'
import { isAddress } from '../network.ts'
import type { DetectionCase, Hit } from './rule.ts'
import { distinct, listed } from './words.ts'

/** Credentials of an instance live for about six hours, so that an address before and one after a restart lie as far apart. */
const lifetime = 6 * hourMs
/** What has more addresses than this has none of its own, such as a fleet behind changing gateways. */
const mostAddresses = 10
/** An address that more people act from is a gateway. */
const mostPeople = 3
/** Reasons told in a sentence. */
const mostReasons = 3

/** The session of a role that an instance has is named by the instance (Amazon EC2 user guide, "IAM roles for Amazon EC2"). */
const ofInstance = /:assumed-role\/[^/]+\/(i-[0-9a-zA-Z]{8,17})$/

/** `arn:aws:ec2:us-east-1:111122223333:instance/i-…`. */
const attestedInstance = /^arn:[^:]*:ec2:[^:]*:[^:]*:instance\/(i-[0-9a-zA-Z]{8,17})$/

/** What runs on somebody's desk. */
const ofDesk = /darwin|mac ?os|windows\/1[01]|os\/windows|kali|parrot/i

/** Times are in milliseconds since 1970. A fleet has hundreds of thousands of uses: plain numbers keep them small. */
interface Use {
  readonly address: number
  /** Those without a time, too. */
  events: number
  readonly first: number
  last: number
  /** Of the events that tell what is usual; NaN where none does. */
  usualFirst: number
  usualLast: number
  /** The first agent that runs on a desk, as its code; 0 for none. */
  desk: number
}

/** Who acts from an address. */
interface Neighbours {
  /** One more than `mostPeople` at most. */
  readonly all: Set<number>
  /** Of these, who does so in the events that tell what is usual. */
  readonly usual: Set<number>
}

interface Instance {
  /** Its id, where the name of the session or AWS tells it. */
  readonly id: string | null
  /** Versions of the metadata service that delivered the credentials, as AWS attests. */
  readonly deliveredBy: ReadonlySet<string>
}

/**
 * Sessions of instances, told by their name or by what AWS attests of their credentials, that are used from an address that is not the instance's: few people use it as well, another address goes on
 * being used meanwhile, or the agent says that it runs on a desk. What spares an address is told by the baseline alone. Calls through VPC endpoints have the private address and
 * are not compared.
 */
export function instanceRolesAway(opened: DetectionCase): Hit[] {
  const { snapshot } = opened
  const arns = textColumn(snapshot, 'userIdentityArn')
  const instances = instancesOf(snapshot)
  if (instances.size === 0) return []
  const addresses = textColumn(snapshot, 'sourceIPAddress').dictionary
  const { byArn, people } = usesOf(opened, instances)
  const reasonsOf = reasonsIn(opened, people)
  return [...byArn].flatMap(([arn, byAddress]): Hit[] => {
    const uses = [...byAddress.values()]
    const isSettled = uses.filter(isUsual).length <= mostAddresses
    const away = uses
      .map((use) => ({ use, reasons: reasonsOf(use, isSettled ? uses : []) }))
      .filter(({ reasons }) => reasons.length > 0)
    if (away.length === 0) return []
    const subject = arns.dictionary[arn]!
    const { id, deliveredBy } = instances.get(arn)!
    const from = away.map(({ use }) => addresses[use.address]!)
    const filter = filterOf([
      is('vpcEndpointId', null),
      { column: 'sourceIPAddress', operator: 'is', values: from },
      is('userIdentityArn', subject),
    ])
    // Counted with the uses: a fleet has thousands of sessions, and the filter of each reads all events.
    const events = away.reduce((sum, { use }) => sum + use.events, 0)
    return [
      {
        subject,
        events,
        firstSeen: Math.min(...away.map(({ use }) => use.first)) as UtcMs,
        lastSeen: Math.max(...away.map(({ use }) => use.last)) as UtcMs,
        sentence:
          `Credentials of ${id === null ? 'an instance' : `the instance ${id}`} were used with ` +
          `${formatCounted(events, 'call')} from ${listed(from)}: ${distinct(away.flatMap(({ reasons }) => reasons))
            .slice(0, mostReasons)
            .join('; ')}.${delivered(deliveredBy)}`,
        filter,
      },
    ]
  })
}

const delivered = (versions: ReadonlySet<string>): string =>
  versions.size === 0 ? '' : ` The instance metadata service delivered them, version ${listed([...versions])}.`

/**
 * By the code of the ARN. The session of a role that an instance has is named by the instance (Amazon EC2 user guide, "IAM
 * roles for Amazon EC2"), which any other session may be, too. AWS attests it of newer records: CloudTrail user guide,
 * "userIdentity element", ec2RoleDelivery and inScopeOf.
 */
function instancesOf(snapshot: DetectionCase['snapshot']): ReadonlyMap<number, Instance> {
  const arns = textColumn(snapshot, 'userIdentityArn')
  const versions = textColumn(snapshot, 'ec2RoleDelivery')
  const issuedTo = textColumn(snapshot, 'credentialsIssuedTo')
  const attested = issuedTo.dictionary.map((arn) => attestedInstance.exec(arn)?.[1] ?? null)
  const found = new Map<number, { id: string | null; readonly deliveredBy: Set<string> }>()
  for (const [code, arn] of arns.dictionary.entries()) {
    const id = ofInstance.exec(arn)?.[1]
    if (id !== undefined) found.set(code, { id, deliveredBy: new Set() })
  }
  if (versions.dictionary.length === 1 && attested.every((id) => id === null)) return found
  for (let row = 0; row < snapshot.events; row++) {
    const [arn, version, id] = [arns.codes[row]!, versions.codes[row]!, attested[issuedTo.codes[row]!]!]
    if (arn === 0 || (version === 0 && id === null)) continue
    const instance = found.get(arn) ?? { id, deliveredBy: new Set() }
    found.set(arn, instance)
    instance.id ??= id
    if (version !== 0) instance.deliveredBy.add(versions.dictionary[version]!)
  }
  return found
}

/** Why an address is not the instance's; nothing where it may be. `others`: the uses that may go on meanwhile. */
function reasonsIn({ snapshot, principals }: DetectionCase, people: ReadonlyMap<number, Neighbours>) {
  const addresses = textColumn(snapshot, 'sourceIPAddress').dictionary
  const agents = textColumn(snapshot, 'userAgent').dictionary
  return (use: Use, others: readonly Use[]): string[] => {
    const { all, usual } = people.get(use.address) ?? nobody
    const neighbours = usual.size === 0 ? all : usual
    const meanwhile = others.find((other) => isMeanwhile(use, other))
    return [
      ...(neighbours.size === 0 || usual.size > mostPeople
        ? []
        : [
            `${listed([...neighbours].slice(0, mostPeople).map((person) => principals.names[person]!))} acted from ${addresses[use.address]}, too`,
          ]),
      ...(meanwhile === undefined ? [] : [`${addresses[meanwhile.address]} was in use before and after`]),
      ...(use.desk === 0 ? [] : [`the agent is ${agents[use.desk]}`]),
    ]
  }
}

const nobody: Neighbours = { all: new Set(), usual: new Set() }

/** Whether the other address is used before and after the use, within the life of one set of credentials. */
function isMeanwhile(use: Use, other: Use): boolean {
  const first = isUsual(use) ? use.usualFirst : use.first
  const [from, until] = isUsual(other) ? [other.usualFirst, other.usualLast] : [other.first, other.last]
  return other !== use && from < first && until > first && first - from < lifetime
}

const isUsual = ({ usualFirst }: Use): boolean => !Number.isNaN(usualFirst)

/** The uses of each session of an instance by address, and the people who act from each address. */
function usesOf({ snapshot, principals, baseline }: DetectionCase, instances: ReadonlyMap<number, Instance>) {
  const { times, timed } = timesOf(snapshot)
  const arns = textColumn(snapshot, 'userIdentityArn')
  const addresses = textColumn(snapshot, 'sourceIPAddress')
  const agents = textColumn(snapshot, 'userAgent')
  const isDesk = agents.dictionary.map((agent, code) => code !== 0 && ofDesk.test(agent))
  const endpoints = textColumn(snapshot, 'vpcEndpointId').codes
  const types = textColumn(snapshot, 'userIdentityType')
  const isPerson = types.dictionary.map((type) => type === 'IAMUser' || type === 'Root')
  const isNetwork = addresses.dictionary.map(isAddress)
  // A flag for each code: most events are neither, and a look into a map for each would take most of the time.
  const isInstance = new Uint8Array(arns.dictionary.length)
  for (const arn of instances.keys()) isInstance[arn] = 1
  const byArn = new Map<number, Map<number, Use>>()
  const people = new Map<number, Neighbours>()
  for (let row = 0; row < timed; row++) {
    const address = addresses.codes[row]!
    if (!isNetwork[address] || endpoints[row] !== 0) continue
    if (isPerson[types.codes[row]!]) {
      const known = people.get(address) ?? { all: new Set(), usual: new Set() }
      people.set(address, known)
      if (known.all.size <= mostPeople) known.all.add(principals.codes[row]!)
      if (known.usual.size <= mostPeople && baseline.has(row)) known.usual.add(principals.codes[row]!)
    }
    const arn = arns.codes[row]!
    if (isInstance[arn] === 0) continue
    let byAddress = byArn.get(arn)
    if (byAddress === undefined) {
      byAddress = new Map()
      byArn.set(arn, byAddress)
    }
    const time = times[row]!
    let use = byAddress.get(address)
    if (use === undefined) {
      use = { address, events: 0, first: time, last: time, usualFirst: Number.NaN, usualLast: Number.NaN, desk: 0 }
      byAddress.set(address, use)
    }
    use.events++
    use.last = time
    if (baseline.has(row)) {
      if (!isUsual(use)) use.usualFirst = time
      use.usualLast = time
    }
    const agent = agents.codes[row]!
    if (use.desk === 0 && isDesk[agent]) use.desk = agent
  }
  for (let row = timed; row < snapshot.events; row++) {
    const use = endpoints[row] === 0 ? byArn.get(arns.codes[row]!)?.get(addresses.codes[row]!) : undefined
    if (use !== undefined) use.events++
  }
  return { byArn, people }
}
