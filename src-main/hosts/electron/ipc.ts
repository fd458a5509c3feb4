import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import { fail } from '../../../src-shared/base/result.ts'
import { callNames, type Handlers, type MenuChoice, type PushName } from '../../../src-shared/contract/index.ts'
import type { Engine } from '../../engine/engine.ts'
import type { ReportBug } from '../../runtime/report-bug.ts'
import { dispatch, forwardPushes } from '../../service/dispatch.ts'
import type { RemoteQueries } from '../../service/remote-queries.ts'
import { isOwnPage } from './origin.ts'

/** Answers the contract's calls and nothing else, and only to our own page in the top frame of a window. */
export function registerCalls(ipcMain: Pick<IpcMain, 'handle'>, handlers: Handlers, reportBug: ReportBug): void {
  for (const name of callNames)
    ipcMain.handle(name, (event, input: unknown) =>
      isOwnSender(event)
        ? dispatch(handlers, name, input, reportBug)
        : fail('bug', `“${name}” was asked by a page that is not Trailproof’s`),
    )
}

/** A frame that is gone (null) is no sender. */
function isOwnSender({ senderFrame }: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url)
}

/** A page that ended does nothing. */
export function tellChoice(contents: Pick<WebContents, 'send' | 'isDestroyed'>, choice: MenuChoice): void {
  if (!contents.isDestroyed()) contents.send('menuChosen' satisfies PushName, choice)
}

/** Pushes the engine's news to a window until it is gone. */
export function pushTo(
  contents: Pick<WebContents, 'send' | 'isDestroyed' | 'once'>,
  engine: Engine,
  remote: RemoteQueries,
): void {
  const end = forwardPushes(engine, remote, (name, value) => {
    if (!contents.isDestroyed()) contents.send(name, value)
  })
  contents.once('destroyed', end)
}
