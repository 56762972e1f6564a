"""Surnames that are read otherwise than their characters alone, and those of several characters (R4).

From the readings that 现代汉语词典 marks as a surname's. Where it gives two (覃 郇 乐 折 召), here is the one that
more families bear; the guardian sees the pinyin and corrects it. Left out are pairs that today are a surname of
one character and the first of a given name (单于 梁丘 谷梁 段干).
"""

SINGLE = """
单:shan 單:shan 仇:qiu 曾:zeng 解:xie 查:zha 区:ou 區:ou 朴:piao 翟:zhai 覃:qin 缪:miao
繆:miao 乐:yue 樂:yue 折:she 洗:xian 么:yao 员:yun 員:yun 贠:yun 郇:xun 秘:bi 祕:bi
种:chong 繁:po 召:shao 都:du 祭:zhai 乜:nie 能:nai 阚:kan 闞:kan 句:gou 薄:bo 卜:bu
长:chang 長:chang 粘:nian 佴:nai 颉:xie 角:jue
"""

SEVERAL = """
欧阳:ouyang 歐陽:ouyang 司马:sima 司馬:sima 上官:shangguan 诸葛:zhuge
諸葛:zhuge 东方:dongfang 東方:dongfang 皇甫:huangfu 尉迟:yuchi 尉遲:yuchi
公孙:gongsun 公孫:gongsun 慕容:murong 令狐:linghu 司徒:situ 司空:sikong
夏侯:xiahou 万俟:moqi 萬俟:moqi 长孙:zhangsun 長孫:zhangsun 宇文:yuwen
轩辕:xuanyuan 軒轅:xuanyuan 澹台:tantai 澹臺:tantai 申屠:shentu 太史:taishi
端木:duanmu 呼延:huyan 南宫:nangong 南宮:nangong 独孤:dugu 獨孤:dugu
赫连:helian 赫連:helian 钟离:zhongli 鍾離:zhongli 闻人:wenren 聞人:wenren
鲜于:xianyu 鮮于:xianyu 濮阳:puyang 濮陽:puyang
淳于:chunyu 公冶:gongye 太叔:taishu 仲孙:zhongsun 仲孫:zhongsun
闾丘:lvqiu 閭丘:lvqiu 公羊:gongyang 百里:baili 东郭:dongguo 東郭:dongguo
西门:ximen 西門:ximen 南门:nanmen 南門:nanmen 拓跋:tuoba 拓拔:tuoba
左丘:zuoqiu 亓官:qiguan 司寇:sikou 颛孙:zhuansun 顓孫:zhuansun
漆雕:qidiao 乐正:yuezheng 樂正:yuezheng 公西:gongxi
第五:diwu 哥舒:geshu 纳兰:nalan 納蘭:nalan 叶赫:yehe 葉赫:yehe
完颜:wanyan 完顏:wanyan 羊舌:yangshe 巫马:wuma 巫馬:wuma 微生:weisheng
壤驷:rangsi 子车:ziju 公良:gongliang 夹谷:jiagu 宰父:zaifu
东门:dongmen 東門:dongmen 贺兰:helan 賀蘭:helan 呼衍:huyan 即墨:jimo
相里:xiangli 耶律:yelv 达奚:daxi 達奚:daxi 褚师:chushi 褚師:chushi
宗政:zongzheng 锺离:zhongli 鐘離:zhongli
北宫:beigong 北宮:beigong 尔朱:erzhu 爾朱:erzhu 斛律:hulv 斛斯:husi
沮渠:juqu 秃发:tufa 禿髮:tufa 乞伏:qifu 公仪:gongyi 公儀:gongyi
士孙:shisun 士孫:shisun 仉督:zhangdu 富察:fucha 佟佳:tongjia
赫舍里:hesheli 钮祜禄:niuhulu 鈕祜祿:niuhulu 瓜尔佳:guaerjia 瓜爾佳:guaerjia
吐谷浑:tuyuhun 吐谷渾:tuyuhun 侯莫陈:houmochen 侯莫陳:houmochen
叶赫那拉:yehenala 葉赫那拉:yehenala
阿史那:ashina 爱新觉罗:aixinjueluo 愛新覺羅:aixinjueluo
"""


def _pairs(table: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in table.split())


READINGS = _pairs(SINGLE)
COMPOUND = _pairs(SEVERAL)
