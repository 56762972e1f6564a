"""Names and places to draw from. The roads exist nowhere; streets and communities are Siming's own codes."""

SURNAMES = (
    ("林", "LIN"), ("陈", "CHEN"), ("黄", "HUANG"), ("许", "XU"), ("吴", "WU"), ("郑", "ZHENG"), ("叶", "YE"),
    ("苏", "SU"), ("洪", "HONG"), ("庄", "ZHUANG"), ("曾", "ZENG"), ("单", "SHAN"), ("欧阳", "OUYANG"),
)  # fmt: skip

GIVEN = (
    ("知夏", "ZHIXIA"), ("禾苗", "HEMIAO"), ("书言", "SHUYAN"), ("青柚", "QINGYOU"), ("沐晴", "MUQING"),
    ("星野", "XINGYE"), ("小满", "XIAOMAN"), ("云舟", "YUNZHOU"), ("一诺", "YINUO"), ("砚池", "YANCHI"),
    ("稚川", "ZHICHUAN"), ("初霁", "CHUJI"), ("望舒", "WANGSHU"), ("嘉树", "JIASHU"), ("南乔", "NANQIAO"),
)  # fmt: skip

GROWN_UP = (
    ("建木", "JIANMU"), ("秋白", "QIUBAI"), ("海平", "HAIPING"), ("素心", "SUXIN"), ("文渊", "WENYUAN"),
    ("月明", "YUEMING"), ("志远", "ZHIYUAN"), ("清和", "QINGHE"), ("立春", "LICHUN"), ("若谷", "RUOGU"),
)  # fmt: skip

ROADS = ("青禾路", "望学里", "书声巷", "启蒙路", "稚子街", "砚台山路", "纸鸢巷", "蒙馆前路")

COMMUNITIES = (
    "001001", "001004", "003001", "003003", "005001", "005002", "006002", "006004", "007010", "007013",
    "008001", "008002", "009007", "009008", "010007", "010016", "011003", "011004", "012005", "012008",
)  # fmt: skip
"""Street and residents' committee below a district, from the national list of 2023-06-30."""

EMPLOYERS = ("厦门示例软件有限公司", "厦门样张印刷厂", "思明虚构书店", "鹭岛例子物流公司")
