/** A draft discarded, a registration withdrawn, a place given up. */
export default {
  discard: '删除草稿',
  'discard.title': '确定要删除吗？',
  'discard.say': '这份没有提交的报名会被删除，不能恢复。',
  'discard.yes': '确定删除',
  'discard.no': '不删除',
  withdraw: '撤回报名',
  'withdraw.title': '确定要撤回吗？',
  'withdraw.say':
    '撤回后这份报名作废，孩子可以在报名截止前重新报名。此操作不能恢复。请先获取验证码，验证码会发到监护人 1 提交报名时用的手机。',
  'withdraw.phone': '手机已不能用？请拨打 {phone}，工作人员会告诉您可以怎么办。',
  'withdraw.yes': '确定撤回',
  'withdraw.no': '不撤回',
  decline: '放弃学位',
  'decline.title': '确定要放弃学位吗？',
  'decline.say':
    '放弃后孩子不再有这个学位，学位会给别的孩子。此操作不能恢复。请先获取验证码，验证码会发到监护人 1 提交报名时用的手机。',
  'decline.yes': '确定放弃',
  'decline.no': '保留学位',
}
