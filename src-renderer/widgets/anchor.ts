/** What something floats beside: an element, or a place in the window. */
export interface Anchor {
  readonly getBoundingClientRect: () => DOMRect
}

/** The place of a pointer: a rectangle without size. */
export const anchorAtPointer = ({
  clientX,
  clientY,
}: {
  readonly clientX: number
  readonly clientY: number
}): Anchor => ({
  getBoundingClientRect: () => new DOMRect(clientX, clientY, 0, 0),
})
