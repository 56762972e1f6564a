/** What is told early, what went wrong, and the way on. */
export default {
  'mine.unreadable':
    'Registration {number} cannot be shown just now. The fault is ours, not yours. Please call us and give this number; until then, do not begin another one for the same child.',
  'status.draft_open': 'Not submitted',
  'status.draft_open.say': 'Please go on and submit by {closes}. What is not submitted does not count.',
  'status.draft_code': 'Registration is closed',
  'status.draft_code.say':
    'A code that was sent in time can still be used while it is valid. Otherwise this registration is not submitted.',
  'status.over': 'This year is over',
  'status.over.say': 'No result was decided here any more. If you need help, please call the district.',
  'status.go_on': 'Go on filling it in',
  'status.asked': 'Something more is needed',
  'status.asked.say': 'Staff need the following from you; they go on once you have handed it in.',
  'more.title': 'What is needed of you',
  'more.until': 'Please hand it in by {day} (that day included): {days} days, today included',
  'more.begin': 'Hand it in',
  'more.amending': 'You are changing your answers. Please submit or cancel that first, then hand this in.',
  'more.paper.why': 'All four corners in the picture, the writing readable.',
  'more.words.hint': 'Just as it is; at most 1000 characters.',
  'more.words.missing': 'Please answer this.',
  'more.why': 'If there is no such document, say why',
  'more.why.hint': 'Leave it empty where everything is there; at most 1000 characters.',
  'more.why.missing': 'Upload the document above, or say why there is none.',
  'more.send': 'Hand it to staff',
  'more.code': "When all is there, get a code to guardian 1's phone. It is good for this answer alone.",
  'more.code.other': 'What you wrote or uploaded changed after the code was sent. Please get a new one.',
  'more.phone': 'Is that phone lost? Please call {phone}. Staff see what you uploaded after the last day too.',
  'certificate.part.province': 'Province',
  'certificate.part.year': 'Year',
  'certificate.part.place': 'Place',
  'certificate.part.digits': 'Number',
  'certificate.warn.number_of_a_mortgage':
    'This is the number of a registration proof (不动产证明, for a mortgage), not of a title. Please take the number of the title certificate (不动产权证书).',
  'certificate.warn.number_of_digits_alone':
    'Digits alone cannot be looked up. Please type the whole first line of the certificate, from 闽（year） or 厦 on.',
  'certificate.warn.number_not_whole': 'The number is not complete yet. Please type the first line to its end, 号.',
  'certificate.warn.number_unlike_a_title':
    'This is not written as titles usually are. Please compare it with the first line of the certificate, from its beginning to 号. If an older certificate is really written so, leave it as it is.',
  'prefill.registered':
    'A registration of this child was already submitted from another account of your family, so a second one cannot be. Please ask at home first, or call {phone}.',
  'save.trouble':
    'The server does not answer at the moment: your answers are kept on this device and sent by themselves',
  'save.kept.not': 'This device lets the page keep nothing: please do not close the page before it says “Saved”.',
  'unreached.try': 'The server cannot be reached now. Please check the network and try again later.',
  'unreached.code':
    'The server cannot be reached now. What you filled in is kept on this device; please check the network and press again later.',
  'unreached.save': 'The server cannot be reached: kept on this device and saved once it can',
  'unreached.unkept': 'The server cannot be reached: what you just typed is not saved yet, and is sent once it can',
  'offline.unkept': 'No network: what you just typed is not saved yet, and is sent when the network is back',
  'save.unkept.trouble':
    'The server does not answer at the moment: what you just typed is not saved yet, and is sent by itself',
  'save.unkept.signed-out': 'Signed out: what you just typed is not saved',
  'language.failed': 'The texts of this language did not load: please try again.',
  'failed.late': 'The server has not answered for a long time. Please try again later; what you filled in is safe.',
  'failed.garbled':
    'What came back is not from this system. On a public Wi-Fi, please sign in to it first, then try again.',
  'failed.server': 'Something is broken on our side ({status}). Please try again later; what you filled in is safe.',
  'failed.refused':
    'This step was not accepted ({status}). Please reload the page; if it happens again, call the support phone.',
  'failed.404': 'Not found. It may have been deleted, or belong to another account.',
  'failed.413': 'This is too large. Please choose fewer or smaller files.',
  'failed.429': 'Too many tries. Please wait a few minutes.',
  'failed.number': '{words} (Fault number: {id})',
  'failed.502': 'The server does not answer at the moment. Please try again later; what you filled in is safe.',
  'failed.503': 'The system is busy. Please try again later; what you filled in is safe.',
  'failed.504': 'The server has not answered for a long time. Please try again later; what you filled in is safe.',
  'chunk.failed': 'This page did not load completely',
  'chunk.failed.say':
    'The system may just have been updated, or the network broke off. Load it again and go on; nothing you filled in is lost.',
  'chunk.reload': 'Load again',
  'dates.guardianship': 'Show guardianship until',
  times: '{what}, {times} times',
  'signing.away':
    'The sign-in of the city platform cannot be reached now; nothing is wrong with your account. Please try again in a few minutes; what you filled in is safe.',
  'signing.kept.nothing':
    'This browser lets pages keep no sign-in (private mode, or site data are blocked). Please leave private mode, allow site data, or use another browser.',
  'upload.unseen':
    'This phone could not check the photo beforehand; it was sent as it is. Please press “See” and look whether it can be read.',
  'upload.large.photo':
    'The photo is larger than 10 MB and this phone could not make it smaller. Please set the camera to a smaller size and take it again, or choose a smaller one.',
  'upload.slow':
    'The photo has arrived, but its inspection is not finished. Please press “Try again” later; no new photo is needed.',
  'code.sent': 'A code was sent to {phone} at {at}. It is valid until {until}.',
  'code.sent.newer':
    'A new code was sent to {phone} at {at}, valid until {until}. It replaces the earlier one: please take the newest message.',
  'code.over': 'The code sent to {phone} has expired. Please get a new one.',
  'code.get': 'Get a code',
  'code.wait.minutes': 'New code in {minutes} min',
  'code.wait.hours': 'New code in {hours} h',
  'code.later': 'Too many codes were asked for. {wait}.',
  'code.tries': 'Too many wrong codes were entered. {wait}.',
  'household.title.abroad': 'Address of {name}',
  'household.abroad': 'Your child registers as “{status}”: no household registration (hukou) is needed.',
  'home.tenant': 'Who is the tenant?',
  young:
    'By this number the child was born on {born}, after this year’s cutoff date, {cutoff}, and cannot register this year. Please check the number; if it is right, please register next year.',
  'number.identity_number_format': 'The number has the wrong length or form. Please compare it with the document.',
  'number.identity_number_birth_date':
    'The birth date in the number does not exist. Please compare it with the document.',
  'number.identity_number_check_digit':
    'One character of the number is wrong (the last one does not fit). Please compare it with the document.',
  'person.rare.offer':
    'The name has a character that keyboards or older systems often lack. Please tick “The name has a rare character” below: staff compare it, so that another form of the character does not send you back.',
  'person.rare.placeholder':
    'A sign such as ? or □ stands in the name. Please write a character of the same sound, or its description (such as ⿰王英), and tick “The name has a rare character” below.',
  'guardian.lead.known':
    'Please check and change what is wrong. Where there is one guardian only, press “Leave out guardian 2” below.',
  'guardian.removed': '{name} was taken out. With guardian 1 alone, just continue.',
  'guardian.restore': 'Put guardian 2 back',
  'prefill.refused':
    'You chose not to have the form filled in from the registry. Please fill it in by hand; that is fine.',
  'notice.title': 'Before you begin: how the information is used',
  'notice.lead': 'Please read this and answer each question. It takes about a minute.',
  'notice.more': 'More',
  'notice.consents': 'Your consent, each by itself',
  'notice.yes': 'I agree',
  'notice.no': 'I do not agree',
  'notice.answer': 'Please choose one',
  'notice.refused': 'Your answers are recorded. On these you cannot register online:',
  'notice.go': 'Continue to the form',
  'notice.save': 'Save my answers',
  'notice.again': 'Read the notice again, or change my consent',
  'outcome.next.later': 'Once there is a school',
  'outcome.no_school': 'The district places your child in a school; once it has, the school is shown here.',
  'day.early': 'This day is before 1900. Compare it with the paper and correct the year.',
  'day.to_come':
    'A certificate’s date is not after today. Compare it with the certificate; if there is none yet, choose the contract.',
  'day.delivery': 'This delivery date is too far ahead. Compare it with the contract and correct the year.',
}
