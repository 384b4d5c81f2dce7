/**
 * Which files of the project the files of one folder may import.
 * @typedef {object} FolderRule
 * @property {RegExp} files the importing files
 * @property {readonly RegExp[]} mayImport targets without extension
 * @property {readonly RegExp[]} [mayImportTypes] targets of type-only imports besides
 * @property {RegExp} [ownFolder] folders of which each file may import its own only
 * @property {string} sentence
 */

/**
 * Which files may import some packages.
 * @typedef {object} PackageRule
 * @property {RegExp} packages
 * @property {RegExp} onlyIn
 * @property {string} sentence
 */

/**
 * Names that may appear in one file of each area.
 * @typedef {object} OneFileRule
 * @property {string} name
 * @property {readonly RegExp[]} areas the first that matches a file is its area
 * @property {string} sentence
 */

/**
 * Calls that some files must not make.
 * @typedef {object} CallRule
 * @property {RegExp} files
 * @property {readonly string[]} calls
 * @property {string} sentence
 */

export const longestFileLines = 500

export const longFileSentence = `A file has at most ${longestFileLines} lines: split it by what its parts are for.`

export const cycleSentence = 'Files do not import each other in a circle: move what both need into a third.'

/** Files of the contract without knowledge of any feature: the error type, cancelling. Everybody may use them. */
const basics = /^core\/contract\/(?:errors|cancel)$/
const anywhere = /./

/** @type {readonly FolderRule[]} */
export const folderRules = [
  {
    files: /^core\//,
    mayImport: [/^core\//],
    sentence: 'core imports only core.',
  },
  {
    files: /^core\/(?:geometry|model)\//,
    mayImport: [/^core\/(?:geometry|model)\//, basics],
    sentence: 'core/geometry and core/model are leaves: they import only each other.',
  },
  {
    files: /^core\/onnx\//,
    mayImport: [/^core\/onnx\//, basics],
    sentence: 'core/onnx is a leaf: it imports nothing else of core.',
  },
  {
    files: /^core\/(?!contract\/|geometry\/|model\/|onnx\/)/,
    mayImport: [/^core\/(?!contract\/)/, basics],
    mayImportTypes: [/^core\//],
    sentence: 'Inside core only types of the contract are used: the contract lies on top.',
  },
  {
    files: /^core\/contract\//,
    mayImport: [/^core\/(?:contract|model)\//],
    mayImportTypes: [/^core\//],
    sentence: 'core/contract uses the rest of core for its types only.',
  },
  {
    files: /^core\/(?!testing\/)/,
    mayImport: [/^(?!core\/testing\/)/],
    sentence: 'core/testing is for tests only.',
  },
  {
    files: /^renderer\//,
    mayImport: [/^core\//, /^renderer\//, /^resources\//],
    sentence: 'renderer imports only core and itself.',
  },
  {
    files: /^renderer\//,
    mayImport: [/^(?!core\/(?:onnx|quantize|tune)\/)/],
    mayImportTypes: [anywhere],
    sentence: 'renderer uses types of core/onnx, core/quantize and core/tune only: their work is done in the engine.',
  },
  {
    files: /^renderer\/ui\//,
    mayImport: [/^renderer\/ui\//, basics, /^core\/model\/class-colors$/],
    sentence: 'renderer/ui knows nothing of the rest but errors and the colours of classes: its components get everything as properties.',
  },
  {
    files: /^renderer\/state\//,
    mayImport: [/^core\//, /^renderer\/state\//],
    sentence: 'renderer/state imports only core and itself.',
  },
  {
    files: /^renderer\/canvas\//,
    mayImport: [/^core\//, /^renderer\/(?:canvas|state|ui)\//],
    sentence: 'renderer/canvas knows no feature.',
  },
  {
    files: /^renderer\/features\//,
    mayImport: [/^(?!renderer\/app\/)/],
    ownFolder: /^renderer\/features\/[^/]+\//,
    sentence: 'Features do not import each other or the shell: what two need goes to renderer/state, canvas or ui.',
  },
  {
    files: /^renderer\/(?!state\/|app\/)(?!.*queries$)/,
    mayImport: [/^(?!renderer\/state\/engine-(?:port|connection)$)(?!core\/contract\/rpc$)/],
    mayImportTypes: [anywhere],
    sentence: 'Only renderer/state and queries.ts files talk to the engine: a component uses a query or a command hook.',
  },
  {
    files: /^renderer\/phone-page\//,
    mayImport: [/^core\/(?!contract\/)/, /^renderer\/(?:phone-page|canvas)\//, /^renderer\/ui\/(?:class-color|format)$/],
    mayImportTypes: [/^core\//],
    sentence: 'renderer/phone-page is a page of its own in the browser of a phone: it uses core, what draws on photos, colours and formats, and knows nothing of the window or the engine.',
  },
  {
    files: /^renderer\/(?!phone-page\/)/,
    mayImport: [/^(?!renderer\/phone-page\/)/],
    sentence: 'The window does not use the page for phones: what both need goes to core, renderer/canvas or renderer/ui.',
  },
  {
    files: /^main\/engine\//,
    mayImport: [/^core\//, /^main\/engine\//, /^main\/phone\//, /^e2e\/phone\//, /^resources\//, /^package\.json$/],
    sentence: 'main/engine imports only core, main/phone and itself; its tests use the fake phone of e2e.',
  },
  {
    files: /^main\/app\//,
    mayImport: [/^core\/(?:contract|model)\//, /^main\/app\//],
    sentence: 'main/app imports only core/contract, core/model and itself: the work is done in the engine.',
  },
  {
    files: /^main\/cli\//,
    mayImport: [/^core\//, /^main\/cli\//, /^main\/engine\/(?!runtime\/|store\/)/, /^e2e\/phone\//],
    sentence: "main/cli imports the engine's services, never its runtime or store; its tests use the fake phone of e2e.",
  },
  {
    files: /^main\/phone\//,
    mayImport: [/^core\/model\//, /^main\/phone\//, /^e2e\/phone\//, basics],
    sentence: 'main/phone imports only core/model and itself: a transport knows nothing of models. Its tests use the fake phone of e2e.',
  },
  {
    files: /^main\/preload\//,
    mayImport: [/^core\/contract\//, /^main\/preload\//],
    sentence: 'main/preload imports only core/contract.',
  },
  {
    files: /^e2e\//,
    mayImport: [/^e2e\//, /^core\/testing\/(?:hard-photo-paths|wrapped-classifier)$/],
    mayImportTypes: [/^core\/(?:contract|model)\//],
    sentence: 'e2e sees the app from outside: of its source it uses the types of the contract only, and the hard names and the wrapped model that other tests use too.',
  },
]

/** @type {readonly PackageRule[]} */
export const packageRules = [
  {
    packages: /^(?:onnxruntime-node|sharp|@img\/.*|@janhapke\/sharp-electron|@julusian\/jpeg-turbo|libheif-js)(?:\/|$)/,
    onlyIn: /^(?:main\/engine\/runtime|e2e\/phone)\/|\.test$/,
    sentence: 'Only main/engine/runtime runs models and decodes images; and the phone that is played in tests.',
  },
  {
    packages: /^onnxruntime-web(?:\/|$)/,
    onlyIn: /^renderer\/phone-page\//,
    sentence: 'Only the page for phones runs models in a browser.',
  },
  {
    packages: /^@yume-chan\//,
    onlyIn: /^main\/phone\//,
    sentence: 'Only main/phone speaks with adb.',
  },
  {
    packages: /^better-sqlite3(?:\/|$)/,
    onlyIn: /^main\/engine\/store\/|\.test$/,
    sentence: 'Only main/engine/store speaks SQL.',
  },
  {
    packages: /^electron(?:\/|$)/,
    onlyIn: /^(?:main\/app|main\/preload|e2e|scripts\/setup\/default-app)\//,
    sentence: 'Only main/app and main/preload know Electron: the engine and the command line run without it.',
  },
  {
    packages: /^node:/,
    onlyIn: /^(?:main\/(?!preload\/)|e2e\/|bench\/|scripts\/|.*\.test$|[^/]*$)/,
    sentence: 'core, renderer and main/preload run without Node.',
  },
  {
    packages: /^(?!zod$|fflate$|flatbuffers$|saxes$|vitest$|node:)/,
    onlyIn: /^(?!core\/)|\.test$/,
    sentence: 'core imports only core, zod, fflate, flatbuffers and saxes.',
  },
  {
    packages: /^vitest$/,
    onlyIn: /^(?:.*\.test|core\/testing\/.*|(?:main|renderer)\/(?:.*\/)?testing\/.*|vitest\.config)$/,
    sentence: 'Only tests import the test runner.',
  },
  {
    packages: /^(?:react|react-dom|radix-ui|cmdk|zustand|lucide-react|@tanstack\/.*|@observablehq\/plot)(?:\/|$)/,
    onlyIn: /^renderer\//,
    sentence: 'Only renderer knows React and charts.',
  },
]

const rawPortSentence =
  'Raw message ports appear in one file per process: go through the client or server that is built on it.'

const processes = [/^main\/engine\/threads\//, /^main\/app\//, /^main\/preload\//, /^main\/engine\/runtime\//, /^main\/engine\/services\/tune\//, /^main\//, /^renderer\//, /^core\//]

/** @type {readonly OneFileRule[]} */
export const oneFileRules = [
  'ipcMain', 'ipcRenderer', 'parentPort', 'MessagePort', 'MessageChannelMain',
].map((name) => ({ name, areas: processes, sentence: rawPortSentence }))

/** @type {readonly CallRule[]} */
export const callRules = [
  {
    files: /^core\//,
    calls: ['Math.random', 'Date.now', 'performance.now', 'new Date', 'crypto.randomUUID', 'crypto.getRandomValues'],
    sentence: 'core has no clock and no chance of its own: they are passed in.',
  },
]
