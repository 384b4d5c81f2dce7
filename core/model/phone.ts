/** How a phone stands to adb. `none` of them but `ready` can be worked with. */
export const phoneStates = ['ready', 'unauthorised', 'connecting', 'offline', 'no-permission', 'recovery', 'unknown'] as const
export type PhoneState = (typeof phoneStates)[number]

/** A phone as the list shows it. */
export interface AttachedPhone {
  /** Names it for adb; of a phone over Wi-Fi its address. */
  readonly serial: string
  readonly state: PhoneState
  /** Name of the model as adb reports it, with blanks; null until known. */
  readonly model: string | null
  /** What adb says of the state, word by word. */
  readonly stateText: string
}

/** What a phone tells about itself; null where it tells nothing. */
export interface PhoneFacts {
  readonly serial: string
  readonly manufacturer: string | null
  readonly model: string | null
  readonly androidVersion: string | null
  /** Level of Android's interface, e.g. 34. */
  readonly apiLevel: number | null
  readonly chip: string | null
  /** Kind of instructions, e.g. arm64-v8a. */
  readonly abi: string | null
  readonly freeBytes: number | null
  readonly totalBytes: number | null
  readonly memoryBytes: number | null
  readonly batteryPercent: number | null
  readonly batteryCelsius: number | null
  /** 0 none, 1 light, 2 moderate, 3 severe and up, as Android counts it. */
  readonly thermalStatus: number | null
}

/** One sentence for a state and what to do next. */
export interface StateAdvice {
  readonly sentence: string
  readonly next: string
}

export const phoneStateAdvice: Readonly<Record<PhoneState, StateAdvice>> = {
  ready: { sentence: 'Ready.', next: 'Choose a model to send.' },
  unauthorised: { sentence: 'The phone asks whether this computer may be trusted.', next: 'Unlock the phone and tap Allow.' },
  connecting: { sentence: 'The phone is being connected.', next: 'Wait a moment; if nothing happens, unlock the phone.' },
  offline: { sentence: 'The phone is attached but does not answer.', next: 'Unplug it and plug it in again, or switch USB debugging off and on.' },
  'no-permission': {
    sentence: 'This computer may not speak to the phone over USB.',
    next: 'On Linux, add your user to the group "plugdev" and install the package android-sdk-platform-tools-common, then plug the phone in again.',
  },
  recovery: { sentence: 'The phone is in recovery or its boot loader.', next: 'Restart it into Android.' },
  unknown: { sentence: 'adb reports a state that Mobilabel does not know.', next: 'Unplug the phone and plug it in again.' },
}

/** Why no phone can be listed at all. */
export type PhoneListProblem = 'no-adb' | 'no-server'

export const listProblemAdvice: Readonly<Record<PhoneListProblem, StateAdvice>> = {
  'no-adb': {
    sentence: 'adb, which speaks to Android phones, was not found on this computer.',
    next: "Install Android's platform tools, or use the page for the phone's browser, which needs no adb.",
  },
  'no-server': { sentence: 'The server of adb does not answer.', next: 'Run "adb start-server" in a terminal and read what it says.' },
}

/** What to do when adb is there but nothing is attached. */
export const noPhoneAdvice: StateAdvice = {
  sentence: 'No phone is attached.',
  next: 'Plug it in with a cable that carries data, and switch on USB debugging in its developer options.',
}

/** All phones of now, or why there is no list. */
export interface PhoneList {
  readonly phones: readonly AttachedPhone[]
  readonly problem: PhoneListProblem | null
}
