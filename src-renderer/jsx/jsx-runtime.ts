import * as react from 'react/jsx-runtime'
import { type Props, visibleProps } from './visible.ts'

export type { JSX } from 'react/jsx-runtime'
/**
 * What every element of the window is made with (`jsxImportSource` of tsconfig.json): React's own, but text of evidence
 * cannot reorder or hide what is around it, and no panel can forget to see to that.
 */
export { Fragment } from 'react/jsx-runtime'

type Make = typeof react.jsx

/** Components hand text on; elements, named by a text, and fragments show it. */
const shows = (type: unknown): boolean => typeof type === 'string' || type === react.Fragment

const made =
  (make: Make): Make =>
  (type, props, key) =>
    make(type, shows(type) ? visibleProps(props as Props) : props, key)

export const jsx = made(react.jsx)
export const jsxs = made(react.jsxs)
