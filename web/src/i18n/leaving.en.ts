/** A draft discarded, a registration withdrawn, a place given up. */
export default {
  discard: 'Delete the draft',
  'discard.title': 'Delete this draft?',
  'discard.say': 'This unsubmitted registration will be gone. This cannot be undone.',
  'discard.yes': 'Yes, delete it',
  'discard.no': 'No, keep it',
  withdraw: 'Withdraw',
  'withdraw.title': 'Withdraw this registration?',
  'withdraw.say':
    'It becomes void; until registration closes the child can be registered again. This cannot be undone. Please get a code first: it goes to the phone with which guardian 1 submitted.',
  'withdraw.phone': 'Is that phone lost? Please call {phone}: staff will explain what is possible.',
  'withdraw.yes': 'Yes, withdraw',
  'withdraw.no': 'No, keep it',
  decline: 'Give up the place',
  'decline.title': 'Give up the place?',
  'decline.say':
    'The child then has this place no longer, and it goes to another one. This cannot be undone. Please get a code first: it goes to the phone with which guardian 1 submitted.',
  'decline.yes': 'Yes, give it up',
  'decline.no': 'No, keep the place',
}
