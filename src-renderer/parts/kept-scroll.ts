import type { UIEvent } from 'react'
import { hereOf, noteScrolled, useNavigation } from '../state/navigation.ts'

/** As `onScroll` of the element that scrolls a section's page: back and forward bring it to where it was. */
export const keepScroll = (event: UIEvent<HTMLElement>) => noteScrolled(event.currentTarget.scrollTop)

/** As `ref` of the same element. */
export function restoreScroll(element: HTMLElement | null) {
  if (element !== null) element.scrollTop = hereOf(useNavigation.getState()).scrolled
}
