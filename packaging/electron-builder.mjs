/**
 * More files to leave out, by system. A list of files under `linux`, `win` or `mac` below would not add to the common
 * one but stand beside it, with everything in it.
 * @type {Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>>}
 */
export const leftOutOn = {
  // Electron on Linux brings its own GLib, with which sharp's native build crashes: another build of it is used.
  linux: ['!**/node_modules/@img/sharp-linux*/**', '!**/node_modules/@img/sharp-libvips-linux*/**'],
  darwin: ['!**/node_modules/@janhapke/sharp-electron/**'],
  win32: ['!**/node_modules/@janhapke/sharp-electron/**'],
}

/**
 * Rules for electron-builder on all three systems. `npm run package` adds what depends on the machine: which Electron
 * is packaged, and which packages are only there to compile others (scripts/package/builder-configuration.mjs).
 *
 * No package looks for updates or tells of any: nothing is published from here, no address of an update server is
 * written into a package, and the app has no updater.
 */
export const builderRules = {
  appId: 'org.mobilabel.Mobilabel',
  productName: 'Mobilabel',
  directories: { output: 'dist', buildResources: 'packaging' },
  publish: null,
  // Their binaries are compiled or chosen by the set-up, for Node and Electron alike.
  npmRebuild: false,
  afterPack: './packaging/after-pack.mjs',
  extraMetadata: { desktopName: 'mobilabel.desktop' },

  files: [
    'package.json',
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'out/phone-page/**',
    '!**/*.{map,d.ts,d.mts,d.cts,tsbuildinfo}',
    '!**/node_modules/**/{test,tests,docs,example,examples}/**',
    '!**/node_modules/better-sqlite3/{deps,src}/**',
    '!**/node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}).node',
    '!**/node_modules/onnxruntime-node/{lib,script}/**',
    '!**/node_modules/onnxruntime-node/bin/napi-v6/!(${platform})/**',
    '!**/node_modules/onnxruntime-node/bin/napi-v6/${platform}/!(${arch})/**',
    '!**/node_modules/onnxruntime-common/lib/**',
    '!**/node_modules/@julusian/jpeg-turbo/{src/**,CMakeLists.txt}',
    '!**/node_modules/@julusian/jpeg-turbo/prebuilds/!(jpeg-turbo-${platform}-${arch})/**',
    // Of libheif the one file with the WebAssembly inside is used.
    '!**/node_modules/libheif-js/libheif/**',
    '!**/node_modules/libheif-js/libheif-wasm/{libheif-bundle.mjs,libheif.js,libheif.wasm}',
    '!**/node_modules/sharp/{src,install}/**',
    '!**/node_modules/zod/src/**',
  ],
  asar: true,
  // Shared libraries are loaded by the system, which does not look into an archive.
  asarUnpack: ['**/*.node', '**/*.so', '**/*.so.*', '**/*.dylib', '**/*.dll'],
  extraResources: [
    { from: 'resources/models', to: 'models' },
    { from: 'resources/labels', to: 'labels' },
    { from: 'resources/samples', to: 'samples' },
    { from: 'resources/icons', to: 'icons' },
    { from: 'resources/phone-runner', to: 'phone-runner' },
    { from: 'NOTICE.md', to: 'NOTICE.md' },
    { from: 'LICENSE', to: 'LICENSE' },
  ],
  electronFuses: {
    // mobilabel-cli is the same executable as plain Node.
    runAsNode: true,
    enableNodeCliInspectArguments: false,
    enableNodeOptionsEnvironmentVariable: false,
    onlyLoadAppFromAsar: true,
  },
  fileAssociations: [
    { ext: 'mobilabel', name: 'Mobilabel project', description: 'Mobilabel project', role: 'Editor' },
  ],

  linux: {
    target: 'dir',
    executableName: 'mobilabel',
    icon: 'resources/icons',
    category: 'Graphics',
    extraFiles: [{ from: 'packaging/linux/mobilabel-cli', to: 'mobilabel-cli' }],
  },

  win: {
    target: [{ target: 'nsis', arch: ['x64'] }],
    executableName: 'Mobilabel',
    icon: 'resources/icons/512x512.png',
    extraFiles: [{ from: 'packaging/windows/mobilabel-cli.cmd', to: 'mobilabel-cli.cmd' }],
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    // Projects and settings outlive the program.
    deleteAppDataOnUninstall: false,
    differentialPackage: false,
  },

  mac: {
    // ONNX Runtime has no build for Intel Macs.
    target: [{ target: 'dmg', arch: ['arm64'] }],
    category: 'public.app-category.photography',
    minimumSystemVersion: '13.0',
    icon: 'resources/icons/512x512.png',
    extraResources: [{ from: 'packaging/macos/mobilabel-cli', to: 'mobilabel-cli' }],
    hardenedRuntime: true,
  },
  dmg: { writeUpdateInfo: false },
}
