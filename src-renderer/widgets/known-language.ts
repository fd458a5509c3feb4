/*
 * uPlot makes a number format of the browser's language as soon as it is loaded, and throws where that is none: in the C
 * locale Chromium's is `en-US@posix`. Numbers are written as in English whatever it is (format.ts).
 */
if (!isKnown(navigator.language)) Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true })

function isKnown(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0
  } catch {
    return false
  }
}
