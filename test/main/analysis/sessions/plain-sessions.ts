import type { Value } from '../../../../src-shared/model/event.ts'
import type { Values } from '../../../fixtures/snapshot.ts'

/** What of a session the plain twin tells. Sessions are told by their names. */
export interface PlainSession {
  readonly name: string
  readonly events: readonly number[]
  readonly parent: string | null
  readonly issuedBy: number | null
  readonly origin: string | null
  readonly start: string
}

export interface PlainSessions {
  readonly ofEvent: readonly (string | null)[]
  readonly originOfEvent: readonly (string | null)[]
  readonly sessions: ReadonlyMap<string, PlainSession>
}

const text = (value: Value | undefined): string | null =>
  value === undefined || value === null || value === '' ? null : String(value)
const serviceOf = (e: Values | undefined): string | null => {
  const from = text(e?.invokedBy) ?? text(e?.sourceIPAddress)
  return e?.userIdentityType === 'AWSService' && from?.endsWith('.amazonaws.com') ? from : null
}
const roleOf = (who: Values | undefined, call: Values | undefined): string =>
  (who === undefined
    ? text(call?.requestedRoleArn)
    : who.sessionIssuerType === 'Role'
      ? text(who.sessionIssuerArn)
      : null) ?? ''

function kindIn(who: Values | undefined, call: Values | undefined): string {
  const role = roleOf(who, call)
  if (role.includes('AWSReservedSSO_')) return 'identity-center'
  if (role.includes(':role/aws-service-role/')) return 'service'
  switch (call?.eventName) {
    case 'AssumeRole':
      return serviceOf(call) === null ? 'role' : 'service'
    case 'AssumeRoleWithSAML':
      return 'saml'
    case 'AssumeRoleWithWebIdentity':
      return 'web-identity'
    case 'GetSessionToken':
      return 'session-token'
    case 'GetFederationToken':
      return 'federation-token'
    case 'CreateAccessKey':
      return 'access-key'
    case 'ConsoleLogin':
      return 'console'
  }
  if (who?.userIdentityType === 'AssumedRole') return 'role'
  if (who?.userIdentityType === 'FederatedUser') return 'federation-token'
  if (!isUser(who)) return 'unknown'
  if (who!.sessionCredentialFromConsole === true) return 'console'
  return text(who!.accessKeyId)?.startsWith('AKIA') && text(who!.sessionCreationDate) === null
    ? 'access-key'
    : 'unknown'
}

type PersonAt = (event: Values | undefined) => string | null

function ownOrigin(kind: string, who: Values | undefined, call: Values | undefined, personAt: PersonAt): string | null {
  const arn = text(who?.userIdentityArn) ?? text(call?.issuedSessionArn)
  const sessionName = arn === null ? null : arn.split('/').at(-1)!
  if (kind === 'identity-center') return sessionName
  if (kind === 'access-key') return personAt(who)
  if (['console', 'session-token', 'unknown'].includes(kind)) return personAt(who) ?? personAt(call)
  if (kind === 'federation-token' && ['IAMUser', 'Root'].includes(text(who?.sessionIssuerType) ?? ''))
    return text(who!.sessionIssuerArn)
  if (kind === 'federation-token') return personAt(call)
  if (kind !== 'service') return personAt(call) ?? text(who?.sourceIdentity)
  const service = serviceOf(call)
  if (service !== null) return sessionName === null ? service : `${sessionName} (${service})`
  return roleOf(who, call).split('/')[2] ?? null
}

const isUser = (event: Values | undefined) =>
  event?.userIdentityType === 'IAMUser' || event?.userIdentityType === 'Root'

/** The rules of the room once more, event by event and without an index: quadratic, and easy to read. */
export function plainSessions(events: readonly Values[]): PlainSessions {
  const failed = (e: Values) =>
    text(e.errorCode) !== null || text(e.errorMessage) !== null || /^failure$/i.test(text(e.consoleLogin) ?? '')
  const keyOf = (e: Values) => text(e.accessKeyId)
  const issues = (e: Values) => (failed(e) ? null : text(e.issuedAccessKeyId))
  const groupOf = (e: Values | undefined) =>
    e === undefined || e.userIdentityArn == null || e.sessionCreationDate == null
      ? null
      : `${e.userIdentityArn}@${e.sessionCreationDate}`

  const keys = [...new Set(events.flatMap((e) => [keyOf(e), issues(e)]).filter((key) => key !== null))]
  const first = (key: string) => {
    const uses = events.filter((e) => keyOf(e) === key)
    return uses.find((e) => e.userIdentityArn != null) ?? uses[0]
  }
  const isIssued = (key: string) => events.some((e) => issues(e) === key)
  const isMade = (key: string) => {
    const use = first(key)
    return (
      use !== undefined &&
      groupOf(use) !== null &&
      !isIssued(key) &&
      (use.invokedBy != null || use.sessionCredentialFromConsole === true)
    )
  }
  const headsOf = (group: string) => keys.filter((key) => groupOf(first(key)) === group && !isMade(key))
  const firstUse = (key: string) => events.findIndex((e) => keyOf(e) === key)
  const restOf = (group: string) =>
    keys.filter((key) => groupOf(first(key)) === group && isMade(key)).sort((a, b) => firstUse(a) - firstUse(b))[0] ??
    null
  const nameOfKey = (key: string) => {
    if (!isMade(key)) return key
    const heads = headsOf(groupOf(first(key))!)
    return heads.length === 1 ? heads[0]! : restOf(groupOf(first(key))!)!
  }
  const own = events.map((e) => {
    const key = keyOf(e)
    if (key !== null) return nameOfKey(key)
    const group = groupOf(e)
    if (group === null) return null
    const heads = headsOf(group)
    if (heads.length > 1) return null
    return heads[0] ?? restOf(group) ?? group
  })
  const ofEvent = own.map((name, i) => {
    const shared = text(events[i]!.sharedEventID)
    if (name !== null || shared === null) return name
    const others = [...new Set(own.filter((other, k) => other !== null && events[k]!.sharedEventID === shared))]
    return others.length === 1 ? others[0]! : null
  })

  const names = [...new Set([...keys.map(nameOfKey), ...own.filter((name) => name !== null)])]
  const whoOf = (name: string) => first(name) ?? events[own.indexOf(name)]
  const principalsOf = (key: string) =>
    new Set(events.filter((e) => keyOf(e) === key && e.userIdentityArn != null).map((e) => e.userIdentityArn)).size
  const isAmbiguous = (name: string) =>
    keys.some((key) => nameOfKey(key) === name && principalsOf(key) > 1) ||
    (isMade(name) && headsOf(groupOf(first(name))!).length > 1)

  const links = new Map(names.map((name) => [name, linkOf(name)]))
  function linkOf(name: string): { issuedBy: number | null; parent: string | null; several: boolean } {
    const calls = events.flatMap((e, i) => (issues(e) === name ? [i] : []))
    if (calls.length > 0) {
      const callers = [...new Set(calls.map((i) => ofEvent[i]!).filter((caller) => caller !== null))]
      const issuedBy = calls.find((i) => ofEvent[i] !== null) ?? calls[0]!
      return { issuedBy, parent: callers.length === 1 ? callers[0]! : null, several: callers.length > 1 }
    }
    const who = whoOf(name)
    const created = Date.parse(text(who?.sessionCreationDate) ?? '')
    const arn = text(who?.userIdentityArn)
    const near = events.flatMap((e, i) => {
      if (failed(e) || e.eventTime == null || arn === null) return []
      const apart = Math.abs(Number(e.eventTime) - created)
      if (e.issuedSessionArn != null && e.issuedAccessKeyId == null)
        return e.issuedSessionArn === arn && apart <= 999 ? [i] : []
      return e.consoleLogin != null && e.userIdentityArn === arn && apart <= 60_000 ? [i] : []
    })
    return near.length === 1
      ? { issuedBy: near[0]!, parent: ofEvent[near[0]!]!, several: false }
      : { issuedBy: null, parent: null, several: false }
  }
  const before = (name: string): string[] => {
    const met: string[] = []
    for (let at = links.get(name)!.parent; at !== null && !met.includes(at); at = links.get(at)!.parent) met.push(at)
    return met
  }
  const circular = new Set(names.filter((name) => before(name).includes(name)))
  const cut = new Set<string>()
  for (const name of circular) {
    const circle = before(name).filter((one) => before(one).includes(name))
    const earliest = Math.min(...circle.map((one) => links.get(one)!.issuedBy!))
    circle.forEach((one) => {
      const link = links.get(one)!
      if (link.issuedBy === earliest) cut.add(one)
    })
  }
  for (const name of cut) links.get(name)!.parent = null

  const personAt = (e: Values | undefined): string | null => {
    if (isUser(e)) return text(e!.userIdentityArn)
    if (e?.userIdentityType === 'SAMLUser' || e?.userIdentityType === 'WebIdentityUser')
      return text(e.userName) ?? text(e.principalId)
    if (e?.userIdentityType === 'AWSService') return text(e.invokedBy) ?? serviceOf(e)
    return null
  }
  const kindOf = (name: string) => kindIn(whoOf(name), events[links.get(name)!.issuedBy ?? -1])
  const originOf = (name: string): string | null => {
    const { parent, several, issuedBy } = links.get(name)!
    if (several || isAmbiguous(name) || circular.has(name)) return null
    const kind = kindOf(name)
    const inherited = parent !== null && kind !== 'access-key' ? originOf(parent) : null
    return inherited ?? ownOrigin(kind, whoOf(name), events[issuedBy ?? -1], personAt)
  }
  const startOf = (name: string): string => {
    const { parent, several, issuedBy } = links.get(name)!
    if (several || isAmbiguous(name)) return 'several'
    if (parent !== null) return 'issued'
    if (circular.has(name)) return 'cyclic'
    if (['access-key', 'console'].includes(kindOf(name))) return 'begins'
    if (issuedBy === null) return 'not-in-case'
    return personAt(events[issuedBy]) === null || isUser(events[issuedBy]) ? 'caller-unknown' : 'begins'
  }
  const told = names.map((name): PlainSession => {
    const { parent, issuedBy } = links.get(name)!
    const ownEvents = ofEvent.flatMap((one, i) => (one === name ? [i] : []))
    return { name, events: ownEvents, parent, issuedBy, origin: originOf(name), start: startOf(name) }
  })
  const sessions = new Map(told.map((session) => [session.name, session]))
  const originOfEvent = ofEvent.map((name, i) => (name === null ? personAt(events[i]) : sessions.get(name)!.origin))
  return { ofEvent, originOfEvent, sessions }
}
