const typingElements = 'input:not([type="range"], [type="checkbox"], [type="radio"]), textarea, select, [contenteditable]'
const pressableElements = 'button, a[href], summary, input, select, [role="menuitem"]'
const movingElements = 'input, select, textarea, [role="listbox"], [role="grid"], [role="radiogroup"], [role="menu"], [role="tree"]'

function isWithin(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null
}

/** True where keys are letters of a text. */
export function isTyping(target: EventTarget | null): boolean {
  return isWithin(target, typingElements)
}

/** True where Enter and Space press what has the focus. */
export function isPressable(target: EventTarget | null): boolean {
  return isWithin(target, pressableElements)
}

/** True where arrow keys move within what has the focus. */
export function usesArrows(target: EventTarget | null): boolean {
  return isWithin(target, movingElements)
}

/** True while a dialog, menu or panel has the keyboard. */
export function hasOpenLayer(): boolean {
  return document.querySelector('dialog[open], [role="menu"][data-state="open"], [role="dialog"][data-state="open"]') !== null
}
