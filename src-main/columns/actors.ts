import { actorOf, type Identity } from '../../src-shared/what/actor.ts'
import type { ToldColumn } from '../../src-shared/what/caller.ts'
import type { Events } from './snapshot.ts'
import { type Told, toldColumn } from './told-columns.ts'

export const actor: ToldColumn = {
  of: [
    'userIdentityType', 'userIdentityArn', 'userName', 'principalId', 'userIdentityAccountId', 'invokedBy', 'sessionIssuerArn',
    'sessionIssuerUserName', 'onBehalfOfUserId',
  ] satisfies readonly (keyof Identity)[], // biome-ignore format: a list
  tell: actorOf,
}

/** Who acted, of each event (src-shared/what/actor.ts). */
export const actors = (events: Pick<Events, 'events' | 'columns'>): Told => toldColumn(events, actor)
