/** To a field by its id; of a group of choices to the one that is chosen, else to the first. */
export function focusOn(id: string): void {
  const target = document.getElementById(id)
  const control = target?.matches('fieldset')
    ? (target.querySelector<HTMLElement>('input:checked') ?? target.querySelector<HTMLElement>('input'))
    : target
  control?.focus()
  target?.scrollIntoView({ block: 'center' })
}

/**
 * What had the focus is taken away, such as the button that opens what stands in its place: what held it has the focus
 * then. Nobody without a mouse is thrown to the top of the page.
 */
export function keepFocus(root: HTMLElement): void {
  let around: Element[] = []
  root.addEventListener('focusin', ({ target }) => {
    around = []
    for (let one = target as Element | null; one && one !== root; one = one.parentElement) around.push(one)
    around.push(root)
  })
  new MutationObserver(() => {
    const focused = document.activeElement
    if ((focused && focused !== document.body) || !around[0] || around[0].isConnected) return
    const holder = around.find((one) => one.isConnected) as HTMLElement | undefined
    around = []
    if (holder && !holder.hasAttribute('tabindex')) holder.tabIndex = -1
    holder?.focus({ preventScroll: true })
  }).observe(root, { childList: true, subtree: true })
}
