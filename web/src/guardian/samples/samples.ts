/** What stands on each sample: made-up people and numbers, in the order of the real paper. */
export interface Sample {
  title: string
  rows: [string, string][]
  cover?: 'pink' | 'blue'
  portrait?: boolean
  seal?: boolean
}

const HOME: [string, string] = ['坐落', '某路 1 号 101 室']
const NAME: [string, string] = ['姓名', '张三']

export const SAMPLES: Record<string, Sample | undefined> = {
  household_front_page: {
    title: '居民户口簿 · 首页',
    rows: [
      ['户别', '家庭户'],
      ['户主姓名', '张三'],
      ['户号', '000000000'],
      ['住址', '某路 1 号 101 室'],
      ['登记机关', '某派出所'],
    ],
    seal: true,
  },
  householder_page: {
    title: '常住人口登记卡 · 户主',
    rows: [
      NAME,
      ['户主或与户主关系', '户主'],
      ['性别', '男'],
      ['公民身份号码', '（18 位）'],
      ['登记日期', '2015年1月1日'],
    ],
  },
  student_page: {
    title: '常住人口登记卡 · 学生',
    rows: [
      ['姓名', '张小明'],
      ['与户主关系', '子'],
      ['性别', '男'],
      ['出生日期', '2019年5月1日'],
      ['公民身份号码', '（18 位）'],
    ],
  },
  birth_certificate: {
    title: '出生医学证明',
    rows: [
      ['新生儿姓名', '张小明'],
      ['出生时间', '2019年5月1日'],
      ['母亲姓名', '李四'],
      ['父亲姓名', '张三'],
      ['编号', 'X 000000000'],
    ],
    cover: 'pink',
    seal: true,
  },
  title_certificate: {
    title: '不动产权证书',
    rows: [
      ['编号', '闽（2020）…第0000000号'],
      ['权利人', '张三'],
      ['共有情况', '单独所有'],
      HOME,
      ['登记日期', '2020年1月1日'],
    ],
    seal: true,
  },
  purchase_contract: {
    title: '商品房买卖合同',
    rows: [['备案号', '0000000000'], ['买受人', '张三'], HOME, ['交房时间', '2021年1月1日'], ['签章', '（双方）']],
  },
  rental_contract: {
    title: '公有住房租赁合同',
    rows: [['合同编号', '000000'], ['承租人', '张三'], HOME, ['租期', '至 2026年12月31日']],
    seal: true,
  },
  property_proof: {
    title: '住房证明',
    rows: [['出具单位', '某单位或居委会'], NAME, HOME, ['说明', '住房来源和现状']],
    seal: true,
  },
  identity_document: {
    title: '身份证件',
    rows: [NAME, ['性别', '男'], ['出生日期', '1990年1月1日'], ['号码', '（证件号码）']],
    cover: 'blue',
    portrait: true,
  },
  kinship_proof: {
    title: '亲属关系证明',
    rows: [
      ['产权人', '张大山'],
      ['与孩子的关系', '祖父'],
      ['孩子姓名', '张小明'],
      ['出具单位', '派出所或公证处'],
    ],
    seal: true,
  },
}
