const AIR = 12

/** Scrolls the form's pane, and nothing around it, until this part of it stands at the top. */
export function scrollToPart(selector: string): void {
  const pane = document.querySelector('.left .scroll')
  const part = pane?.querySelector(selector)
  if (pane && part) pane.scrollTop += part.getBoundingClientRect().top - pane.getBoundingClientRect().top - AIR
}
