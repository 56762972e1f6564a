/** Turned and cropped on the page itself, in what engines of the floor have. */
export interface Adjustment {
  /** Quarter turns to the right. */
  turns: number
  /** Parts of the turned picture that are cut off, 0 to 1. */
  top: number
  right: number
  bottom: number
  left: number
}

export const UNTOUCHED: Adjustment = { turns: 0, top: 0, right: 0, bottom: 0, left: 0 }
/** What stays of each direction at least. */
export const LEAST = 0.2
const LONGEST = 2400

export interface Frame {
  width: number
  height: number
  x: number
  y: number
}

/** Which part of the turned picture stays, in its own pixels. */
export function frameOf(width: number, height: number, how: Adjustment): Frame {
  const [across, down] = how.turns % 2 ? [height, width] : [width, height]
  return {
    x: across * how.left,
    y: down * how.top,
    width: across * Math.max(LEAST, 1 - how.left - how.right),
    height: down * Math.max(LEAST, 1 - how.top - how.bottom),
  }
}

export function loadPicture(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('this browser does not draw the file'))
    image.src = url
  })
}

export function draw(image: HTMLImageElement, how: Adjustment, longest = LONGEST): HTMLCanvasElement {
  const { naturalWidth: width, naturalHeight: height } = image
  const frame = frameOf(width, height, how)
  const scale = Math.min(1, longest / Math.max(frame.width, frame.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(frame.width * scale))
  canvas.height = Math.max(1, Math.round(frame.height * scale))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser draws nothing')
  const [across, down] = how.turns % 2 ? [height, width] : [width, height]
  context.scale(scale, scale)
  context.translate(across / 2 - frame.x, down / 2 - frame.y)
  context.rotate((how.turns * Math.PI) / 2)
  context.drawImage(image, -width / 2, -height / 2)
  return canvas
}

export function adjusted(image: HTMLImageElement, how: Adjustment): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const whole = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('no picture came of it')))
    draw(image, how).toBlob(whole, 'image/jpeg', 0.9)
  })
}
