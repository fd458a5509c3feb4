// What electron-builder makes of a build: https://www.electron.build/configuration. Paths are below the root.

/** On: whether a fuse is burnt in. Electron documentation, "Fuses"; `tools/package/inspect.mjs` reads them back. */
const fuses = {
  // The program would else be a Node for whoever starts it: a signed one, with our permissions.
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  // Code comes from app.asar alone. Its hash is checked on macOS and Windows; Linux has no such check.
  onlyLoadAppFromAsar: true,
  enableEmbeddedAsarIntegrityValidation: true,
  // No page of ours is a file: they come by the own protocol.
  grantFileProtocolExtraPrivileges: false,
  loadBrowserProcessSpecificV8Snapshot: false,
  // There are no cookies to encrypt, and the key would be asked of the keychain at every start.
  enableCookieEncryption: false,
}

/** Optional at run time too. Everything else of node_modules is in the bundles, or in none. */
const native = ['@duckdb/node-api', '@duckdb/node-bindings', '@duckdb/node-bindings-*', 'detect-libc', 'fs-xattr']
const code = '{js,cjs,mjs,json,node,so,dylib,dll}'

export default {
  appId: 'io.trailproof.Trailproof',
  productName: 'Trailproof',
  copyright: 'Licensed under Apache-2.0',
  directories: { output: 'out/package', buildResources: 'resources/icon' },
  files: [
    'out/{main,preload,renderer}/**',
    // The command line is no part of it: without RunAsNode nothing could start it. It is an archive of its own.
    '!out/main/cli.js',
    '!**/*.map',
    'resources/sample-case/**',
    'resources/icon/256x256.png',
    '!node_modules/**',
    ...native.flatMap((name) => [`node_modules/${name}/**/*.${code}`, `node_modules/${name}/LICENSE`]),
    '!node_modules/fs-xattr/build/Release/obj.target/**',
  ],
  // The system loads native code from files alone, and the sample case is evidence like any other: folders on a disk.
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.{node,so,dylib,dll}', 'resources/sample-case/**'],
  extraResources: [
    { from: 'out/licences/third-party.txt', to: 'licences/third-party.txt' },
    { from: 'LICENSE', to: 'licences/LICENSE.txt' },
  ],
  // Both native packages speak Node-API, which is the same in Node and Electron.
  npmRebuild: false,
  // Without a place to publish to there is no app-update.yml either: nothing looks for updates.
  publish: null,
  electronFuses: fuses,
  // A deb names where its project is.
  ...(process.env.TRAILPROOF_HOMEPAGE && { extraMetadata: { homepage: process.env.TRAILPROOF_HOMEPAGE } }),
  fileAssociations: [
    {
      ext: 'trailproof',
      name: 'Trailproof Case',
      description: 'Trailproof case',
      mimeType: 'application/vnd.trailproof.case+zip',
      role: 'Editor',
    },
  ],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder puts them in
  artifactName: '${productName}-${version}-${os}-${arch}.${ext}',

  linux: {
    target: ['AppImage', 'deb'],
    // `trailproof` is the command line.
    executableName: 'trailproof-window',
    icon: 'resources/icon',
    category: 'Utility',
    synopsis: 'Offline AWS CloudTrail log forensics',
    maintainer: 'Trailproof maintainers',
    desktop: { entry: { Keywords: 'CloudTrail;AWS;forensics;logs;', StartupWMClass: 'Trailproof' } },
  },
  deb: { packageCategory: 'utils', priority: 'optional' },

  win: { target: ['nsis', 'zip'], icon: 'resources/icon/icon.ico' },
  nsis: { oneClick: false, perMachine: false, allowElevation: false, deleteAppDataOnUninstall: false },

  mac: {
    target: ['dmg', 'zip'],
    icon: 'resources/icon/icon.icns',
    category: 'public.app-category.developer-tools',
    hardenedRuntime: true,
    notarize: process.env.APPLE_TEAM_ID !== undefined,
  },

  afterPack: tidy,
}

/** Electron's licences lie beside the program, on macOS in no package: now beside ours. Its own application goes. */
async function tidy({ appOutDir, electronPlatformName, packager }) {
  const { access, copyFile, mkdir, rm } = await import('node:fs/promises')
  const { join } = await import('node:path')
  const resources = packager.getResourcesDir(appOutDir)
  await rm(join(resources, 'default_app.asar'), { force: true })
  const to = join(resources, 'licences')
  await mkdir(to, { recursive: true })
  const names = { 'LICENSE.electron.txt': 'LICENSE', 'LICENSES.chromium.html': 'LICENSES.chromium.html' }
  for (const [name, inDistribution] of Object.entries(names)) {
    const packed = join(appOutDir, name)
    const isPacked = await access(packed).then(
      () => true,
      () => false,
    )
    await copyFile(isPacked ? packed : join('node_modules/electron/dist', inDistribution), join(to, name))
    if (isPacked && electronPlatformName !== 'darwin') await rm(packed)
  }
}
