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

/** What runs on somebody's desk. */
const ofDesk = /darwin|mac ?os|windows\/1[01]|os\/windows|kali|parrot/i

interface Use {
  readonly address: number
  readonly agents: Set<number>
  readonly first: number
  last: number
}

/**
 * Sessions of instances used from an address that is not the instance's: few people use it as well, another address goes on
 * being used meanwhile, or the agent says that it runs on a desk. Calls through VPC endpoints have the private address and
 * are not compared.
 */
export function instanceRolesAway(opened: DetectionCase): Hit[] {
  const { snapshot, query } = opened
  const arns = textColumn(snapshot, 'userIdentityArn')
  const instances = arns.dictionary.map((arn) => ofInstance.exec(arn)?.[1])
  if (!instances.some((instance) => instance !== undefined)) return []
  const addresses = textColumn(snapshot, 'sourceIPAddress').dictionary
  const { byArn, people } = usesOf(opened, instances)
  const reasonsOf = reasonsIn(opened, people)
  return [...byArn].flatMap(([arn, byAddress]): Hit[] => {
    const uses = [...byAddress.values()]
    const away = uses.map((use) => ({ use, reasons: reasonsOf(use, uses) })).filter(({ reasons }) => reasons.length > 0)
    if (away.length === 0) return []
    const subject = arns.dictionary[arn]!
    const from = away.map(({ use }) => addresses[use.address]!)
    const filter = filterOf([
      is('vpcEndpointId', null),
      { column: 'sourceIPAddress', operator: 'is', values: from },
      is('userIdentityArn', subject),
    ])
    const events = query.count(filter)
    return [
      {
        subject,
        events,
        firstSeen: Math.min(...away.map(({ use }) => use.first)) as UtcMs,
        lastSeen: Math.max(...away.map(({ use }) => use.last)) as UtcMs,
        sentence:
          `Credentials of the instance ${instances[arn]} were used with ${formatCounted(events, 'call')} from ` +
          `${listed(from)}: ${distinct(away.flatMap(({ reasons }) => reasons))
            .slice(0, mostReasons)
            .join('; ')}.`,
        filter,
      },
    ]
  })
}

/** Why an address is not the instance's; nothing where it may be. */
function reasonsIn({ snapshot, principals }: DetectionCase, people: ReadonlyMap<number, ReadonlySet<number>>) {
  const addresses = textColumn(snapshot, 'sourceIPAddress').dictionary
  const agents = textColumn(snapshot, 'userAgent').dictionary
  const desks = agents.map((agent) => ofDesk.test(agent))
  return (use: Use, uses: readonly Use[]): string[] => {
    const others = people.get(use.address) ?? new Set()
    const meanwhile = uses.length > mostAddresses ? undefined : uses.find((other) => isMeanwhile(use, other))
    const desk = [...use.agents].find((agent) => desks[agent])
    return [
      ...(others.size === 0 || others.size > mostPeople
        ? []
        : [
            `${[...others].map((person) => principals.names[person]).join(' and ')} acted from ${addresses[use.address]}, too`,
          ]),
      ...(meanwhile === undefined ? [] : [`${addresses[meanwhile.address]} was in use before and after`]),
      ...(desk === undefined ? [] : [`the agent is ${agents[desk]}`]),
    ]
  }
}

/** Whether the other address is used before and after the use, within the life of one set of credentials. */
const isMeanwhile = (use: Use, other: Use): boolean =>
  other !== use && other.first < use.first && other.last > use.first && use.first - other.first < lifetime

/** The uses of each session of an instance by address, and of each address the people who act from it, one more than `mostPeople` at most. */
function usesOf({ snapshot, principals }: DetectionCase, instances: readonly (string | undefined)[]) {
  const { times, timed } = timesOf(snapshot)
  const arns = textColumn(snapshot, 'userIdentityArn').codes
  const addresses = textColumn(snapshot, 'sourceIPAddress')
  const agents = textColumn(snapshot, 'userAgent').codes
  const endpoints = textColumn(snapshot, 'vpcEndpointId').codes
  const types = textColumn(snapshot, 'userIdentityType')
  const isPerson = types.dictionary.map((type) => type === 'IAMUser' || type === 'Root')
  const isNetwork = addresses.dictionary.map(isAddress)
  const byArn = new Map<number, Map<number, Use>>()
  const people = new Map<number, Set<number>>()
  for (let row = 0; row < timed; row++) {
    const address = addresses.codes[row]!
    if (!isNetwork[address] || endpoints[row] !== 0) continue
    if (isPerson[types.codes[row]!]) {
      const known = people.get(address)
      if (known === undefined) people.set(address, new Set([principals.codes[row]!]))
      else if (known.size <= mostPeople) known.add(principals.codes[row]!)
    }
    const arn = arns[row]!
    if (instances[arn] === undefined) continue
    const byAddress = byArn.get(arn) ?? new Map<number, Use>()
    byArn.set(arn, byAddress)
    const use = byAddress.get(address) ?? { address, agents: new Set(), first: times[row]!, last: 0 }
    byAddress.set(address, use)
    use.last = times[row]!
    use.agents.add(agents[row]!)
  }
  return { byArn, people }
}
