/** What a number looks like, so that the page can show where it stands on the paper (R16). */
export type Drawn = 'real_estate' | 'land_and_house' | 'house' | 'contract'
export type Kind = Drawn | 'unknown'

export interface Read {
  kind: Kind
  /** As it will be compared and stored; the API has the last word. */
  number: string
  /** What was left out at the end, such as `-1`; empty where nothing was. */
  share: string
}

const OPEN = /[([{<［｛＜【〔〖〈《「『]/g
const CLOSE = /[)\]}>］｝＞】〕〗〉》」』]/g
const SHARE = /(?<=[0-9])(?:(-[1-9])(号?)|(号)(-[1-9]))$/

/** Capitals, half-width, no blanks, one kind of bracket. */
export function fold(typed: string): string {
  const half = typed
    .normalize('NFC')
    .replace(/[！-～]/g, (char) =>
      char === '（' || char === '）' ? char : String.fromCharCode(char.charCodeAt(0) - 0xfee0),
    )
  return half
    .replace(OPEN, '（')
    .replace(CLOSE, '）')
    .replace(/[‐‑‒–—―−﹣－]/g, '-')
    .replace(/\s+/g, '')
    .toUpperCase()
}

function kindOf(number: string): Kind {
  if (/^厦国土房证?/.test(number)) return 'land_and_house'
  if (/^厦地房证?/.test(number)) return 'house'
  if (/不动产|^[\u4e00-\u9fff]（[12]?\d{0,4}/.test(number)) return 'real_estate'
  if (/合同|买卖|预售|备案|^(HT|YS|MM)/.test(number)) return 'contract'
  return 'unknown'
}

export function read(typed: string, contract: boolean): Read {
  const folded = fold(typed)
  const kind = contract ? 'contract' : kindOf(folded)
  const found = contract ? null : SHARE.exec(folded)
  if (!found) return { kind, number: folded, share: '' }
  return {
    kind,
    number: folded.slice(0, found.index) + (found[2] ?? found[3] ?? ''),
    share: found[1] ?? found[4] ?? '',
  }
}
