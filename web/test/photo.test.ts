import { describe, expect, it } from 'vitest'

import { flaws, glare, type Grey, sharpness, valueAt } from '@/guardian/photo/measure'

const WIDTH = 240
const HEIGHT = 320

/** A page: lines of dark print on paper of the given brightness. */
function page(paper: number, paint: (x: number, y: number) => number = () => 0): Grey {
  const pixels = new Uint8Array(WIDTH * HEIGHT)
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const ink = y % 12 < 5 && x % 5 < 2 ? paper * 0.8 : 0
      pixels[y * WIDTH + x] = Math.max(0, Math.min(255, paper - ink + paint(x, y)))
    }
  }
  return { width: WIDTH, height: HEIGHT, pixels }
}

function blurred(picture: Grey, times: number): Grey {
  let pixels = picture.pixels
  for (let turn = 0; turn < times; turn += 1) {
    const next = new Uint8Array(pixels)
    for (let at = WIDTH + 1; at < pixels.length - WIDTH - 1; at += 1) {
      next[at] =
        (valueAt(pixels, at - 1) +
          valueAt(pixels, at + 1) +
          valueAt(pixels, at - WIDTH) +
          valueAt(pixels, at + WIDTH) +
          valueAt(pixels, at)) /
        5
    }
    pixels = next
  }
  return { ...picture, pixels }
}

describe('a photo before its upload', () => {
  it('has no flaw when it can be read', () => {
    expect(flaws(page(180), 1600)).toEqual([])
  })

  it('is too small for print', () => {
    expect(flaws(page(180), 400)).toEqual(['too_small'])
  })

  it('is too dark', () => {
    expect(flaws(page(60), 1600)).toContain('dark')
  })

  it('is blurred', () => {
    const soft = blurred(page(180), 12)
    expect(sharpness(soft)).toBeLessThan(sharpness(page(180)) / 10)
    expect(flaws(soft, 1600)).toContain('blurred')
  })

  it('has a lamp on it', () => {
    const lamp = page(150, (x, y) => ((x - 120) ** 2 + (y - 160) ** 2 < 60 ** 2 ? 255 : 0))
    expect(glare(lamp)).toBeGreaterThan(0.02)
    expect(flaws(lamp, 1600)).toContain('glare')
  })
})
