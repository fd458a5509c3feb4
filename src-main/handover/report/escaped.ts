/** Text for HTML and SVG, within elements and attributes (HTML Standard, 13.3, "escaping a string", and `'`). */
export const escaped = (text: string): string => text.replace(/[&<>"'\u00a0]/g, (mark) => `&#${mark.charCodeAt(0)};`)
