/** What is told early, what went wrong, and the way on. */
export default {
  'certificate.part.province': 'Province',
  'certificate.part.year': 'Year',
  'certificate.part.place': 'Place',
  'certificate.part.digits': 'Number',
  'certificate.warn.number_of_a_mortgage':
    'This is the number of a registration proof (不动产证明, for a mortgage), not of a title. Please take the number of the title certificate (不动产权证书).',
  'certificate.warn.number_of_digits_alone':
    'Digits alone cannot be looked up. Please type the whole first line of the certificate, from 闽（year） or 厦 on.',
  'certificate.warn.number_not_whole': 'The number is not complete yet. Please type the first line to its end, 号.',
  'save.trouble':
    'The server does not answer at the moment: your answers are kept on this device and sent by themselves',
  'save.kept.not': 'This device lets the page keep nothing: please do not close the page before it says “Saved”.',
}
