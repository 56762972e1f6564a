import type { Season } from '@/api/types'
import { t } from '@/i18n'
import { day } from '@/i18n/dates'

/** R1, told as soon as a birth date is known: undefined where the child is old enough. */
export const tooYoung = (season: Season, born: string | undefined): string | undefined =>
  born && born > season.cutoff_birth_date
    ? t('young', { born: day(born), cutoff: day(season.cutoff_birth_date) })
    : undefined
