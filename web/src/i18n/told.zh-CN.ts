/** What is told early, what went wrong, and the way on. */
export default {
  'certificate.part.province': '省份简称',
  'certificate.part.year': '年份',
  'certificate.part.place': '地名',
  'certificate.part.digits': '号码',
  'certificate.warn.number_of_a_mortgage':
    '这是“不动产证明”上的号码（抵押登记用），不是产权证号。请填“不动产权证书”上的号码。',
  'certificate.warn.number_of_digits_alone': '只有数字还查不到。请照证上第一行，从“闽（年份）”或“厦”字开始整行填写。',
  'certificate.warn.number_not_whole': '号码还没有填完，请照证上第一行填到最后的“号”。',
  'save.trouble': '服务器暂时没有响应：内容已保存在这台手机上，会自动再试',
  'save.kept.not': '这台设备不让网页保存内容：在显示“已保存”之前请不要关闭本页。',
}
