/** What charts use of the library; the rest of it is not shipped. */
export { axisFy, axisY, barX, barY, cell, dot, frame, line, link, plot, pointer, pointerX, pointerY, ruleX, ruleY, stackX, text, tickX, tip } from '@observablehq/plot'
