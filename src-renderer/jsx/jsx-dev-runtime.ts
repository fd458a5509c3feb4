import * as react from 'react/jsx-dev-runtime'
import { type Props, visibleProps } from './visible.ts'

export type { JSX } from 'react/jsx-dev-runtime'
/** The same as jsx-runtime.ts where elements know the place in the source that they are from. */
export { Fragment } from 'react/jsx-dev-runtime'

export const jsxDEV: typeof react.jsxDEV = (type, props, ...rest) =>
  react.jsxDEV(
    type,
    typeof type === 'string' || type === react.Fragment ? visibleProps(props as Props) : props,
    ...rest,
  )
