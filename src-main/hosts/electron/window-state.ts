import type { Rectangle } from 'electron'
import { z } from 'zod'
import { readState } from '../../service/state-file.ts'

/** What a window remembers from one start to the next. */
export interface WindowState {
  /** Null until it was ever moved: the operating system then chooses. */
  readonly bounds: Rectangle | null
  readonly maximized: boolean
}

const stateForm: z.ZodType<WindowState> = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).nullable(),
  maximized: z.boolean(),
})

export const smallestWindow = { width: 900, height: 600 } as const
const firstWindow = { width: 1440, height: 900 } as const

export const readWindowState = (file: string): WindowState =>
  readState(file, stateForm) ?? { bounds: null, maximized: false }

/**
 * Where to open: the remembered place, if its title bar can be grabbed on some screen (screens come and go). Otherwise
 * the first size, at a place that the operating system chooses.
 */
export function placeWindow(bounds: Rectangle | null, workAreas: readonly Rectangle[]): Partial<Rectangle> {
  if (bounds === null || !workAreas.some((area) => showsTitleBar(bounds, area))) return firstWindow
  return {
    ...bounds,
    width: Math.max(bounds.width, smallestWindow.width),
    height: Math.max(bounds.height, smallestWindow.height),
  }
}

/** Enough of the bar for a hand: 100 × 30 device-independent pixels. */
function showsTitleBar(bounds: Rectangle, area: Rectangle): boolean {
  const wide = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  return wide >= 100 && bounds.y >= area.y && bounds.y + 30 <= area.y + area.height
}
