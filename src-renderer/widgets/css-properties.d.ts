import 'react'

// Custom properties are set through `style` where a component hands a number to its stylesheet.
declare module 'react' {
  interface CSSProperties {
    readonly [property: `--${string}`]: string | number | undefined
  }
}
