/** What can be wrong with a photo of a paper, before anybody waits for its upload. */
export type Flaw = 'too_small' | 'dark' | 'blurred' | 'glare' | 'sideways'

/** Pixels of the longer edge of what is looked at, and of what a reader needs for a page of print. */
export const INSPECTED = 800
export const LONGEST = 2400
/** Bytes under which a photo of no more pixels is sent as it is. */
const LIGHT = 1_500_000

export const tooLarge = (width: number, height: number, size: number, turns: number): boolean =>
  Math.max(width, height) > LONGEST || size > LIGHT || turns % 4 !== 0

export interface Grey {
  width: number
  height: number
  pixels: Uint8Array
}

const SHORTEST = 600
/** Pixels of the shorter edge under which print of a booklet cannot be read. */
const DARKEST = 70
/** Mean luminance, of 255. */
const SHARPEST_BLUR = 45
/** Variance of the Laplacian at 800 pixels' width: print in focus is in the hundreds. */

/** The value at a place; outside of the list nothing counts. */
export const valueAt = (values: Readonly<Record<number, number>>, at: number): number => values[at] ?? 0

export function grey(rgba: Uint8ClampedArray, width: number, height: number): Grey {
  const pixels = new Uint8Array(width * height)
  for (let at = 0, from = 0; at < pixels.length; at += 1, from += 4) {
    pixels[at] = (0.299 * valueAt(rgba, from) + 0.587 * valueAt(rgba, from + 1) + 0.114 * valueAt(rgba, from + 2)) | 0
  }
  return { width, height, pixels }
}

export function mean({ pixels }: Grey): number {
  let sum = 0
  for (const pixel of pixels) sum += pixel
  return sum / pixels.length
}

/** Variance of the Laplacian: how much sharp detail there is. */
export function sharpness({ width, height, pixels }: Grey): number {
  let sum = 0
  let squares = 0
  let count = 0
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      const value =
        valueAt(pixels, at - 1) +
        valueAt(pixels, at + 1) +
        valueAt(pixels, at - width) +
        valueAt(pixels, at + width) -
        4 * valueAt(pixels, at)
      sum += value
      squares += value * value
      count += 1
    }
  }
  return squares / count - (sum / count) ** 2
}

/** The share of white and the mean of one square of the picture. */
function tileOf({ width, pixels }: Grey, left: number, top: number, step: number): { white: number; mean: number } {
  let white = 0
  let sum = 0
  for (let y = top; y < top + step; y += 1) {
    for (let x = left; x < left + step; x += 1) {
      const pixel = valueAt(pixels, y * width + x)
      sum += pixel
      if (pixel >= 252) white += 1
    }
  }
  return { white: white / (step * step), mean: sum / (step * step) }
}

/** Share of the picture that is burnt out in patches while the rest is not white: a lamp on laminate, not paper. */
export function glare(picture: Grey): number {
  const across = 24
  const step = Math.max(4, Math.floor(picture.width / across))
  const tiles: { white: number; mean: number }[] = []
  for (let top = 0; top + step <= picture.height; top += step) {
    for (let left = 0; left + step <= picture.width; left += step) tiles.push(tileOf(picture, left, top, step))
  }
  const burnt = tiles.filter((tile) => tile.white > 0.95)
  const rest = tiles
    .filter((tile) => tile.white <= 0.95)
    .map((tile) => tile.mean)
    .sort((a, b) => a - b)
  const typical = rest[Math.floor(rest.length / 2)] ?? 255
  return typical < 215 ? burnt.length / tiles.length : 0
}

/** Lines of print alternate across their direction: above 1 they run down the picture instead of along it. */
export function slant({ width, height, pixels }: Grey): number {
  const rows = new Float64Array(height)
  const columns = new Float64Array(width)
  for (let y = 1; y < height; y += 1) {
    for (let x = 1; x < width; x += 1) {
      const at = y * width + x
      const edge =
        Math.abs(valueAt(pixels, at) - valueAt(pixels, at - 1)) +
        Math.abs(valueAt(pixels, at) - valueAt(pixels, at - width))
      rows[y] = valueAt(rows, y) + edge / width
      columns[x] = valueAt(columns, x) + edge / height
    }
  }
  return roughness(columns) / Math.max(roughness(rows), 1e-6)
}

function roughness(profile: Float64Array): number {
  let sum = 0
  for (let at = 1; at < profile.length; at += 1) sum += (valueAt(profile, at) - valueAt(profile, at - 1)) ** 2
  return sum / profile.length
}

function crooked(picture: Grey): Flaw[] {
  if (sharpness(picture) < SHARPEST_BLUR) return ['blurred']
  return slant(picture) > 2.2 ? ['sideways'] : []
}

function lit(picture: Grey): Flaw[] {
  const burnt = glare(picture)
  return burnt > 0.02 && burnt < 0.6 ? ['glare'] : []
}

/** One after another, so that whoever works on the page itself can pause between; `shorter` is the original's edge. */
export const LOOKS: readonly ((picture: Grey, shorter: number) => Flaw[])[] = [
  (_, shorter) => (shorter < SHORTEST ? ['too_small'] : []),
  (picture) => (mean(picture) < DARKEST ? ['dark'] : []),
  crooked,
  lit,
]

/** `shorter` is the original's shorter edge; `picture` a copy of at most `INSPECTED` pixels. */
export const flaws = (picture: Grey, shorter: number): Flaw[] => LOOKS.flatMap((look) => look(picture, shorter))
