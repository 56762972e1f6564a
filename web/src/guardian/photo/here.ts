import { draw, loadPicture, UNTOUCHED } from '../adjust/adjust'
import { type Flaw, grey, INSPECTED, LONGEST, LOOKS, tooLarge } from './measure'
import { type PhotoReport, type PhotoRequest, UNDRAWN } from './report'

/** Lets the page answer a touch between two slices of work. */
const pause = () => new Promise((resolve) => setTimeout(resolve))

const blobOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture came of it'))), 'image/jpeg', 0.86),
  )

/** The same as the worker does, on the page itself: for engines whose workers draw nothing. */
export async function inspectHere({ file, turns }: PhotoRequest): Promise<PhotoReport> {
  const url = URL.createObjectURL(file)
  try {
    const image = await loadPicture(url).catch(() => undefined)
    if (!image) return UNDRAWN
    const { naturalWidth: across, naturalHeight: down } = image
    const small = draw(image, { ...UNTOUCHED, turns }, INSPECTED)
    const { width, height } = small
    await pause()
    const data = small.getContext('2d')?.getImageData(0, 0, width, height).data
    if (!data) throw new Error('this browser draws nothing')
    const picture = grey(data, width, height)
    const flaws: Flaw[] = []
    for (const look of LOOKS) {
      await pause()
      flaws.push(...look(picture, Math.min(across, down)))
    }
    await pause()
    const shrunk = tooLarge(across, down, file.size, turns)
      ? await blobOf(draw(image, { ...UNTOUCHED, turns }, LONGEST))
      : file
    return { flaws, picture: shrunk, width, height, unseen: false }
  } finally {
    URL.revokeObjectURL(url)
  }
}
