import './icon.css'

// 16 × 16, drawn with strokes of the text's colour.
const paths = {
  alert: 'M8 2 L14.5 13.5 H1.5 Z M8 6.5 V9.5 M8 11.5 V11.6',
  arrowDown: 'M8 3 V13 M4 9 L8 13 L12 9',
  arrowLeft: 'M13 8 H3 M7 4 L3 8 L7 12',
  arrowRight: 'M3 8 H13 M9 4 L13 8 L9 12',
  arrowUp: 'M8 13 V3 M4 7 L8 3 L12 7',
  around: 'M8 2 V6 M8 10 V14 M5.5 4 L8 1.8 L10.5 4 M5.5 12 L8 14.2 L10.5 12 M2.5 8 H13.5',
  bookmark: 'M4 2 H12 V14 L8 10.8 L4 14 Z',
  chart: 'M2.5 13.5 H13.5 M4 13 V8 M8 13 V3 M12 13 V6',
  check: 'M3 8.5 L6.5 12 L13 4.5',
  chevronDown: 'M4 6 L8 10 L12 6',
  chevronRight: 'M6 4 L10 8 L6 12',
  chevronUp: 'M4 10 L8 6 L12 10',
  clock: 'M8 2 A6 6 0 1 1 8 14 A6 6 0 1 1 8 2 M8 4.8 V8 L10.4 9.6',
  close: 'M4 4 L12 12 M12 4 L4 12',
  columns: 'M2.5 3.5 H13.5 V12.5 H2.5 Z M6.2 3.5 V12.5 M9.8 3.5 V12.5',
  compare: 'M2 3 H7 V13 H2 Z M9 3 H14 V13 H9 Z',
  copy: 'M5.5 5.5 H13.5 V13.5 H5.5 Z M10.5 5.5 V2.5 H2.5 V10.5 H5.5',
  download: 'M8 2.5 V10 M4.8 7 L8 10.2 L11.2 7 M3 13.5 H13',
  entity: 'M8 2 A3 3 0 1 1 8 8 A3 3 0 1 1 8 2 M2.5 14 C2.5 11 5 9.8 8 9.8 C11 9.8 13.5 11 13.5 14',
  events: 'M2.5 4 H13.5 M2.5 8 H13.5 M2.5 12 H9.5',
  facets: 'M2.5 3.5 H13.5 M2.5 8 H9.5 M2.5 12.5 H6',
  file: 'M4 1.8 H9.2 L12 4.6 V14.2 H4 Z M9 2 V5 H12',
  filter: 'M2 3 H14 L9.5 8.5 V13 L6.5 11.5 V8.5 Z',
  finding: 'M4 14 V2.5 H12.5 L10.5 5.8 L12.5 9 H4',
  folder: 'M2 4 H6.5 L8 5.5 H14 V12.5 H2 Z',
  help: 'M5.6 6 A2.4 2.4 0 1 1 8 8.4 V9.6 M8 12 V12.1',
  history: 'M3 5.2 A6 6 0 1 1 2.2 9 M2.5 2 V5.5 H6 M8 5 V8.2 L10.2 9.6',
  key: 'M9.2 6.8 A3 3 0 1 0 6.4 9.6 M8.2 7.8 L13.5 13.1 M11.5 11.1 L13 9.6',
  minus: 'M3.5 8 H12.5',
  moon: 'M13 9.5 A5.6 5.6 0 1 1 6.5 3 A4.6 4.6 0 0 0 13 9.5 Z',
  more: 'M3 8 H3.6 M7.7 8 H8.3 M12.4 8 H13',
  overview: 'M2.5 2.5 H7 V7 H2.5 Z M9 2.5 H13.5 V7 H9 Z M2.5 9 H7 V13.5 H2.5 Z M9 9 H13.5 V13.5 H9 Z',
  plus: 'M8 3.5 V12.5 M3.5 8 H12.5',
  search: 'M7 2.5 A4.5 4.5 0 1 1 7 11.5 A4.5 4.5 0 1 1 7 2.5 M10.3 10.3 L14 14',
  session: 'M2.5 4 H8 M8 4 V8 H13.5 M5 8 V12 H10 M2.5 2.5 V5.5 M13.5 6.5 V9.5 M10 10.5 V13.5',
  shield: 'M8 1.8 L13.2 3.8 V8 C13.2 11 10.8 13.2 8 14.2 C5.2 13.2 2.8 11 2.8 8 V3.8 Z',
  sql: 'M5 4 L1.5 8 L5 12 M11 4 L14.5 8 L11 12 M9.3 2.8 L6.7 13.2',
  sun: 'M8 5 A3 3 0 1 1 8 11 A3 3 0 1 1 8 5 M8 1.2 V2.6 M8 13.4 V14.8 M1.2 8 H2.6 M13.4 8 H14.8 M3.2 3.2 L4.2 4.2 M11.8 11.8 L12.8 12.8 M3.2 12.8 L4.2 11.8 M11.8 4.2 L12.8 3.2',
  system: 'M2 3 H14 V11 H2 Z M5.5 13.5 H10.5 M8 11 V13.5',
} as const

export type IconName = keyof typeof paths

/** Decoration beside a word or inside a labelled button; it says nothing by itself. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
