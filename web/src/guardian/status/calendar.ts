/** Dates as a calendar file (RFC 5545), with a reminder a day ahead. */
export interface Dated {
  id: string
  /** RFC 3339. */
  at: string
  words: string
}

const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '')
const escaped = (text: string): string => text.replace(/[\\;,]/g, (one) => `\\${one}`).replace(/\n/g, '\\n')

/** Lines of 75 octets at most, each continued with a blank; no character is cut in two. */
function folded(line: string): string {
  const encoder = new TextEncoder()
  let out = ''
  let size = 0
  for (const character of line) {
    const octets = encoder.encode(character).length
    if (size + octets > 75) {
      out += '\r\n '
      size = 1
    }
    out += character
    size += octets
  }
  return out
}

function event({ id, at, words }: Dated, url: string, now: Date): string[] {
  const begins = new Date(at)
  return [
    'BEGIN:VEVENT',
    `UID:${id}@ruxue`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(begins)}`,
    `DTEND:${stamp(begins)}`,
    `SUMMARY:${escaped(words)}`,
    `URL:${url}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(words)}`,
    'TRIGGER:-P1D',
    'END:VALARM',
    'END:VEVENT',
  ]
}

export function calendar(dates: Dated[], name: string, url: string, now = new Date()): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Ruxue//Registration//ZH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...dates.flatMap((one) => event(one, url, now)),
    'END:VCALENDAR',
    '',
  ]
  return lines.map(folded).join('\r\n')
}
