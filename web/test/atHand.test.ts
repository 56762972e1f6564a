import { expect, it } from 'vitest'

import type { Season } from '@/api/types'
import { papersAtHand } from '@/guardian/home/atHand'

import siming from '../../seasons/siming-2022/season.json'

const season = siming as unknown as Season
const asked = (status: string, home: string) => papersAtHand(season, status, home).map(({ kinds }) => kinds.join('/'))
const BOOKLET = ['household_front_page', 'householder_page', 'student_page']

it('asks buyers for the booklet, the birth certificate, and a title or a contract', () => {
  expect(asked('district', 'parents_purchase')).toEqual([
    ...BOOKLET,
    'birth_certificate',
    'title_certificate/purchase_contract',
  ])
})

it('asks tenants for the contract and a child from abroad for its own document', () => {
  expect(asked('hmt_or_foreign', 'low_rent')).toEqual(['identity_document', 'birth_certificate', 'rental_contract'])
})

it('asks a collective household for no householder’s page and no home', () => {
  expect(asked('district', 'collective')).toEqual(['household_front_page', 'student_page', 'birth_certificate'])
})

it('keeps the proofs of a home without title as the season lists them', () => {
  expect(asked('district', 'other')).toEqual([...BOOKLET, 'birth_certificate', 'property_proof/title_certificate'])
})

it('says what each child needs of its own', () => {
  const each = papersAtHand(season, 'district', 'parents_purchase').filter((one) => one.each)
  expect(each.map(({ kinds }) => kinds[0])).toEqual(['student_page', 'birth_certificate'])
})
