import type { SessionJoin, SessionKind, SessionStart } from '../model/session.ts'

/** How the credentials of a session were made, in a few words and in a sentence. */
export const sessionKindWords: Readonly<Record<SessionKind, { readonly name: string; readonly doc: string }>> = {
  'access-key': { name: 'access key', doc: 'A long-term access key of a user or of root.' },
  console: { name: 'console', doc: 'A user or root signed in to the console.' },
  role: { name: 'role', doc: 'Credentials that AssumeRole issued.' },
  saml: { name: 'SAML', doc: 'Credentials that AssumeRoleWithSAML issued.' },
  'web-identity': { name: 'web identity', doc: 'Credentials that AssumeRoleWithWebIdentity issued.' },
  'identity-center': { name: 'Identity Center', doc: 'A role of a permission set of IAM Identity Center.' },
  service: { name: 'service role', doc: 'A role that an AWS service assumed: of an instance, a task, a function.' },
  'session-token': { name: 'session token', doc: 'Credentials that GetSessionToken issued.' },
  'federation-token': { name: 'federation token', doc: 'Credentials that GetFederationToken issued.' },
  'assumed-root': { name: 'assumed root', doc: 'Credentials of the root of a member account that AssumeRoot issued.' },
  unknown: { name: 'not known', doc: 'Temporary credentials; nothing in the case tells how they were issued.' },
}

/** What is known of what came before. */
export const sessionStartWords: Readonly<Record<SessionStart, string>> = {
  begins: 'The chain begins here.',
  issued: 'A session of the case issued its credentials.',
  'not-in-case': 'The call that issued its credentials is not in the case: what came before is not known.',
  'caller-unknown': 'The call that issued its credentials is in the case, and does not tell the session that made it.',
  several: 'More than one call, or principal, fits it: what came before is not known.',
  cyclic: 'The sessions before it lead back to it: where the chain begins is not known.',
}

/** What joins a session to the one before; null where nothing does. */
export const sessionJoinWords: Readonly<Record<SessionJoin, string | null>> = {
  none: null,
  'access-key': 'Joined by the access key that the call names.',
  'principal-and-time': 'Joined by the principal and the time of its creation; the call names no access key.',
  'switch-role':
    'Joined by SwitchRole, which names the principal that switched. The session before is known where that principal had exactly one open in the console.',
}

export const isKnownStart = (start: SessionStart): boolean => start === 'begins' || start === 'issued'

export const unknownHop = 'not known'
export const sessionsMean =
  'A session is all events of one set of credentials. Chains are joined by what calls name; what is not in the case is not guessed.'
export const noSessions = 'No event of this case was made with credentials.'
export const noSessionHolds = 'No session holds this text.'
export const sessionsLater = 'Sessions are put together when that is done.'
export const readingSessions = 'Reading the sessions…'
export const sessionSearch = 'Search name, origin, principal, role'
export const noSuchSession = 'No session of this case has this name or this access key.'
export const hopUnproven = 'The log file that holds the issuing call is not proven: so is the hop.'
export const menuOfSession = 'Its session and chain'
export const dashedMeans = 'Dashed: the issuing call lies in a log file that is not proven.'
