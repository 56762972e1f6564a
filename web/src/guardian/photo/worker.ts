import { flaws, grey, INSPECTED, LONGEST, tooLarge } from './measure'
import { type PhotoReport, type PhotoRequest, UNDRAWN, UNSEEN } from './report'

function draw(bitmap: ImageBitmap, longest: number, turns: number): OffscreenCanvasRenderingContext2D {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height))
  const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)]
  const canvas = turns % 2 ? new OffscreenCanvas(height, width) : new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this browser draws nothing off the page')
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((turns * Math.PI) / 2)
  context.drawImage(bitmap, -width / 2, -height / 2, width, height)
  return context
}

/** Off the page's own thread, so that typing is never held up. */
async function inspectPhoto({ file, turns }: PhotoRequest): Promise<PhotoReport> {
  let bitmap: ImageBitmap
  try {
    bitmap = await createImageBitmap(file)
  } catch {
    return UNDRAWN
  }
  const small = draw(bitmap, INSPECTED, turns)
  const { width, height } = small.canvas
  const { data } = small.getImageData(0, 0, width, height)
  const found = flaws(grey(data, width, height), Math.min(bitmap.width, bitmap.height))
  const picture = tooLarge(bitmap.width, bitmap.height, file.size, turns)
    ? await draw(bitmap, LONGEST, turns).canvas.convertToBlob({ type: 'image/jpeg', quality: 0.86 })
    : file
  return { flaws: found, picture, width, height, unseen: false }
}

self.onmessage = async ({ data }: MessageEvent<PhotoRequest & { id: number }>) => {
  self.postMessage({ id: data.id, ...(await inspectPhoto(data).catch(() => UNSEEN)) })
}
