import { language } from '@/i18n'

import type { Option } from '../context'

const CODES = (
  'AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CO CR CU CV CY CZ DE DJ DK DM DO DZ ' +
  'EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB ' +
  'LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS ' +
  'RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VA VC VE VN VU WS YE ZA ZM ZW'
).split(' ')

/** Engines before 2021 name no countries: the code stands on every passport, beside its country. */
function namesOf(locale: string): (code: string) => string {
  if (!('DisplayNames' in Intl)) return (code) => code
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  return (code) => names.of(code) ?? code
}

/** ISO 3166 codes with the browser's own names for them: nothing to download, right in every language. */
export function countries(): Option[] {
  const label = namesOf(language.value)
  return CODES.map((value) => ({ value, label: label(value) })).sort((a, b) =>
    a.label.localeCompare(b.label, language.value),
  )
}
