#!/usr/bin/env node
// node tools/icons.mjs: draws resources/icon/icon.svg in all sizes that systems ask for, as PNG, .ico and .icns beside it.
// They are committed: a build needs no browser, and each Chromium draws edges a little differently.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'

const folder = join(import.meta.dirname, '..', 'resources', 'icon')
/** Of the desktops of Linux (freedesktop.org, Icon Theme Specification); the largest is macOS's. */
const pngSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
/** Windows: Microsoft, "Construct your Windows app's icon". */
const icoSizes = [16, 24, 32, 48, 64, 128, 256]
/** Apple, "icns": the type of a PNG by its size; the second of a pair is that of a screen with twice the dots. */
const icnsTypes = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
]

const drawn = await draw(readFileSync(join(folder, 'icon.svg'), 'utf8'), pngSizes)
for (const [size, png] of drawn) writeFileSync(join(folder, `${size}x${size}.png`), png)
writeFileSync(join(folder, 'icon.ico'), ico(icoSizes.map((size) => [size, drawn.get(size)])))
writeFileSync(join(folder, 'icon.icns'), icns(icnsTypes.map(([type, size]) => [type, drawn.get(size)])))

/** Each size from the drawing itself, not from a larger picture. */
async function draw(svg, sizes) {
  const args = ['--no-sandbox', '--disable-gpu']
  const browser = await chromium.launch({ executablePath: await sparticuz.executablePath(), args })
  try {
    const page = await browser.newPage()
    const pictures = new Map()
    for (const size of sizes) {
      await page.setViewportSize({ width: size, height: size })
      await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
      pictures.set(size, await page.screenshot({ omitBackground: true }))
    }
    return pictures
  } finally {
    await browser.close()
  }
}

/** ICONDIR, an ICONDIRENTRY each, then the PNGs whole (Microsoft, "Icons in Win32"). A width of 256 is written as 0. */
function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  for (const [index, [size, png]] of pictures.entries()) {
    const at = 6 + 16 * index
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...pictures.map(([, png]) => png)])
}

/** A type, a length with its own eight bytes, the PNG; around all of them the same. */
function icns(pictures) {
  const chunk = (type, content) => {
    const head = Buffer.from(`${type}\0\0\0\0`, 'latin1')
    head.writeUInt32BE(8 + content.length, 4)
    return Buffer.concat([head, content])
  }
  return chunk('icns', Buffer.concat(pictures.map(([type, png]) => chunk(type, png))))
}
