/** The statement of accessibility, by parts: what is met, what is not yet, how to complain. */
export interface Part {
  title: string
  lines: string[]
}

export const STATEMENT: Record<'zh-CN' | 'en', Part[]> = {
  'zh-CN': [
    {
      title: '我们的目标',
      lines: [
        '这个网页按照《无障碍环境建设法》和 GB/T 37668-2019 二级、WCAG 2.1 AA 级的要求制作，目标是每个人都能独立完成报名。',
      ],
    },
    {
      title: '已经做到',
      lines: [
        '全程可以只用键盘，也可以用读屏软件；每一步有标题，出错会念出是哪一项、怎么改。',
        '可以放大到 200%，在 320 像素宽的屏幕上不需要左右拖动；可以切换大字和深色。',
        '没有图片验证码，没有限时作答；颜色不是唯一的提示。',
        '登录快过期时会提前提醒，可以在原页面续期，已填的内容不会丢。',
      ],
    },
    {
      title: '还没有做到',
      lines: [
        '上传的材料是照片，读屏软件读不出照片里的字；需要时工作人员可以在电话里念给您听。',
        '裁剪照片用四个滑块，没有拖动画面的方式。',
        '日期选择框由浏览器提供，个别旧浏览器里读屏不便，可以直接输入数字。',
        '还没有请残障人士组织做过正式测试。',
      ],
    },
    {
      title: '遇到困难，或要投诉',
      lines: [
        '请拨打下面的电话，说明您用的手机和遇到的问题；也可以请工作人员帮您填写，或带材料到现场办理。',
        '我们在 15 个工作日内答复（样例，由区里确定）。不满意的，可以拨打 12345，或向残疾人联合会、检察机关反映。',
      ],
    },
  ],
  en: [
    {
      title: 'What we aim at',
      lines: [
        'This page is made to meet the law on accessible surroundings, level 2 of GB/T 37668-2019 and WCAG 2.1 AA, so that everybody can register without help.',
      ],
    },
    {
      title: 'What holds',
      lines: [
        'The whole way can be gone by keyboard alone or with a screen reader: each step has its heading, and an error says which field and what to do.',
        'Text can be twice its size without scrolling sideways on 320 pixels; there is large type, and a dark page.',
        'No picture puzzles and no time limits; colour is never the only sign.',
        'Before a session ends you are told, and can renew it on the same page; nothing you typed is lost.',
      ],
    },
    {
      title: 'What does not hold yet',
      lines: [
        'Documents are photos: a screen reader cannot read what is on them. Staff can read them to you by phone.',
        'Photos are cropped with four sliders; there is no dragging on the picture.',
        "Date fields are the browser's own, and a few old ones serve screen readers badly; digits can be typed.",
        'No organisation of disabled people has tested it formally yet.',
      ],
    },
    {
      title: 'If something is in your way, or to complain',
      lines: [
        'Call the phone below and say what you use and what happened. Staff can also fill it in with you, or take the papers at the counter.',
        'We answer within 15 working days (sample; the district decides). If that does not help: 12345, the disabled persons’ federation, or the procuratorate.',
      ],
    },
  ],
}
