/** The receipt as a picture that a phone can keep: drawn line by line, since no browser of the floor draws a page. */
export type Row = [label: string, value: string]

const WIDTH = 1080
const EDGE = 72
const FACE = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'

/** Words cut into lines that fit. */
export function lines(words: string, fits: (text: string) => boolean): string[] {
  const found: string[] = []
  let line = ''
  for (const character of words) {
    if (line && !fits(line + character)) {
      found.push(line)
      line = ''
    }
    line += character
  }
  return line ? [...found, line] : found
}

/** PNG as a data URL: WeChat keeps no picture that lies under blob:. */
export function draw(title: string, note: string, rows: Row[]): string {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (!context) return ''
  const within = (size: number, width: number) => {
    context.font = `${size}px ${FACE}`
    return (text: string) => context.measureText(text).width <= width
  }
  const values = rows.map(([label, value]) => ({ label, text: lines(value, within(40, WIDTH - 2 * EDGE)) }))
  const notes = lines(note, within(32, WIDTH - 2 * EDGE))
  canvas.width = WIDTH
  canvas.height = 260 + notes.length * 46 + values.reduce((sum, { text }) => sum + 92 + text.length * 56, 0)
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#0b5d50'
  context.fillRect(0, 0, canvas.width, 16)
  let y = 120
  const write = (text: string, size: number, ink: string, step: number) => {
    context.font = `${size}px ${FACE}`
    context.fillStyle = ink
    context.fillText(text, EDGE, y)
    y += step
  }
  write(title, 56, '#17211f', 70)
  for (const line of notes) write(line, 32, '#53625e', 46)
  y += 30
  for (const { label, text } of values) {
    write(label, 30, '#53625e', 52)
    for (const line of text) write(line, 40, '#17211f', 56)
    y += 36
  }
  return canvas.toDataURL('image/png')
}
